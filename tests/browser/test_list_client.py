"""The list's client inside the running extension refuses what the attack simulator serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import build_ext
from tests.attacks.simulator import Simulator, list_of
from tests.attacks.variants import VARIANTS
from tests.browser.support.browser import Browser
from tests.browser.support.companion import FOLDERS, Companion
from tests.browser.support.desk import Desk
from tests.browser.support.pages import HELPLINE
from tests.browser.support.waiting import until

CHECK_SECONDS = 20.0


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """A repository that has published two lists."""
    with Simulator() as simulator:
        simulator.publish(list_of("first.test"))
        simulator.publish(list_of(HELPLINE))
        yield simulator


@pytest.fixture
def shipped(companion: Companion, simulator: Simulator, browser_name: str, tmp_path: Path) -> Path:
    """An extension built for the simulator's address, with its second list in it."""
    folder = FOLDERS[browser_name]
    home = ["--home", str(companion.home), "--repository-url", simulator.url]
    assert build_ext.main([folder, *home, "--out", str(tmp_path)]) == 0
    for name, data in simulator.package().items():
        (tmp_path / folder / "trust" / name).write_bytes(data)
    return tmp_path / folder


@pytest.mark.long_in("firefox")
def test_each_attack_is_refused_and_named_and_a_good_list_afterwards_is_taken(
    browser: Browser, shipped: Path, simulator: Simulator
) -> None:
    """One start for all of them: what one leaves behind must not help the next."""
    browser.start(shipped)
    desk = Desk(browser, shipped)
    quiet = desk.status()["list"]
    assert (quiet["state"], quiet["source"], quiet["entries"]) == ("current", "bundled", 1)

    for held, variant in enumerate(VARIANTS, start=1):
        which = f"{variant.attack}: {variant.name}"
        simulator.publish(hosts(held + 1))
        variant.apply(simulator)
        bad = check(desk)
        refused = (
            ("unreachable", "") if variant.code == "unreachable" else ("refused", variant.code)
        )
        assert (bad["state"], bad["reason"], bad["entries"]) == (*refused, held), which

        simulator.publish(hosts(held + 1))
        good = check(desk)
        assert (good["state"], good["entries"]) == ("current", held + 1), f"after {which}"


def hosts(count: int) -> bytes:
    return list_of(*(f"help-{number}.test" for number in range(count)))


def check(desk: Desk) -> dict[str, Any]:
    """Press "Check now"; gives the state of the list once that check is over."""
    before = desk.status()["list"]["checkedAt"]
    desk.check_now()

    def checked() -> dict[str, Any] | None:
        after: dict[str, Any] = desk.status()["list"]
        return after if after["checkedAt"] != before else None

    return until(checked, "the check is over", CHECK_SECONDS)
