"""The long runs: many escapes in a row, and escapes with the worker ended in the middle.

Usage: ``python -m tests.faults.run [--browser NAME]… [--escapes N] [--kills N] [--seed S]``. Prints
the seed and each failure; ends with 1 where there was one or the worker grew.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.browser.conftest import BROWSERS
from tests.browser.support.companion import Companion
from tests.browser.support.display import Display
from tests.browser.support.pages import HELPLINE
from tests.browser.support.place import Place
from tests.browser.support.seat import Seat
from tests.browser.support.sites import Sites
from tests.faults.kills import kill_in_the_middle
from tests.faults.soak import MOST_GROWTH, soak


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.faults.run", description=__doc__)
    parser.add_argument("--browser", choices=sorted(BROWSERS), action="append")
    parser.add_argument("--escapes", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    is_well = True
    for name in given.browser or sorted(BROWSERS):
        with taken_seat(name) as seat:
            soaked = soak(seat, seed=given.seed, count=given.escapes, say=say)
            say(
                f"{name}: {soaked.escapes} escapes, {len(soaked.failures)} failed, "
                f"{len(soaked.remains)} addresses remain; worker {soaked.memory[:1]} to "
                f"{soaked.memory[-1:]} MB, grown by {soaked.growth:.2f} MB"
            )
            is_well &= not soaked.failures and not soaked.remains
            is_well &= soaked.growth < MOST_GROWTH[name]
        with taken_seat(name) as seat:
            killed = kill_in_the_middle(seat, seed=given.seed, count=given.kills, say=say)
            say(
                f"{name}: worker ended {killed.kills} times, {len(killed.failures)} failed; "
                f"at most {killed.slowest:.1f} s until no listed page was in front"
            )
            is_well &= not killed.failures
    return 0 if is_well else 1


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


@contextmanager
def taken_seat(name: str) -> Iterator[Seat]:
    """Start a browser on a screen, with the extension and a list of one site."""
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, Sites.start() as sites:
        root = Path(folder)
        companion = Companion(root / "companion")
        companion.add(HELPLINE)
        companion.publish()
        extension = companion.build(root / "extensions")[name]
        with (
            closing(Display(root / "display")) as display,
            BROWSERS[name](Place(root / "browser"), sites) as browser,
        ):
            browser.start(extension, display=display)
            with Seat(browser, extension, display) as seat:
                yield seat


if __name__ == "__main__":
    raise SystemExit(main())
