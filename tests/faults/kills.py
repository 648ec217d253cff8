"""Escapes with the worker ended in the middle, at moments drawn from a seed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.browser.support.desk import Desk
from tests.browser.support.leaving import names_helpline
from tests.browser.support.pages import INNOCENT
from tests.browser.support.seat import Seat
from tests.browser.support.situations import end_worker
from tests.browser.support.waiting import until
from tests.faults.escapes import what_remains

LATEST = 4.5
"""Seconds after the press: the second pass of the sweep is through by then."""
EARLY = 0.3
"""Half of the moments lie before: covering, landing and closing."""
PLACE = "a text field"


@dataclass
class Killed:
    """``failures`` say which kill failed and how; ``slowest``: the seconds from the worker's
    end until no listed page was in front, where that took longest.
    """

    kills: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)


def kill_in_the_middle(seat: Seat, *, seed: int, count: int, say: Callable[[str], None]) -> Killed:
    """Leave ``count`` times, the worker ended once each time. The words must be out of sight at
    once and for good; then life goes on (another page is opened, which wakes the worker), and
    nothing may remain.
    """
    dice = random.Random(seed)
    desk = Desk(seat.browser, seat.extension)
    desk.status()
    seat.keep()
    result = Killed()
    for number in range(1, count + 1):
        after = dice.uniform(0, dice.choice((EARLY, LATEST)))
        try:
            seat.open(PLACE)
            seat.display.key("Escape")
            pressed = time.monotonic()
            time.sleep(after)  # the moment is what is tried
            end_worker(seat)
            until(lambda: not _in_front(seat), "no listed page is in front")
            result.slowest = max(result.slowest, time.monotonic() - pressed - after)
            _go_on(seat)
            until(lambda: not _listed(seat), "no listed tab is open")
            desk.wait_swept()
            until(lambda: not what_remains(seat), "nothing remains")
        except TimeoutError as error:
            result.failures.append(f"kill {number} of seed {seed}, after {after:.3f} s: {error}")
            say(result.failures[-1])
        seat.clear()
        result.kills = number
        if number % 5 == 0:
            say(f"worker ended {number} times, {len(result.failures)} failed")
    return result


def _go_on(seat: Seat) -> None:
    """Life goes on: what wakes the worker, if nothing else does before its beat."""
    url = f"https://{INNOCENT}/page/1"
    seat.browser.observer.call("tabs.create", {"url": url, "active": True})


def _listed(seat: Seat) -> list[str]:
    return [tab["url"] for tab in seat.tabs() if names_helpline(tab["url"])]


def _in_front(seat: Seat) -> bool:
    return any(tab["active"] and names_helpline(tab["url"]) for tab in seat.tabs())
