"""Where one may be when one wants to leave that is no matter of the page: windows and workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import ENDS_BACKGROUND, Firefox, gecko_id
from tests.browser.support.places import Way
from tests.browser.support.seat import Seat
from tests.browser.support.waiting import until

PAGE = "a text field"
"""The place of these pages."""


@dataclass(frozen=True)
class Situation:
    """``go``: what comes before."""

    go: Callable[[Seat], None]
    way: Way = "key"

    def way_in(self, _: str) -> Way:
        return self.way


def second_window(seat: Seat) -> None:
    """The page in the first window, and in a second one in front."""
    seat.open(PAGE)
    new_window(seat)
    seat.browser.click("#place")


def minimised(seat: Seat) -> None:
    """The page in a window that is minimised, and in another one in front."""
    window = new_window(seat)
    seat.browser.driver.minimize_window()
    state = until_state(seat, window, "minimized")
    assert state == "minimized"
    second_window(seat)


def unlisted_in_front(seat: Seat) -> None:
    """The page in a window that is minimised, nothing listed in front."""
    window = new_window(seat)
    seat.browser.driver.minimize_window()
    until_state(seat, window, "minimized")
    seat.browser.observer.call("windows.create", {"url": "https://innocent.test/page/1"})
    until(
        lambda: (
            "innocent"
            in str(seat.browser.observer.call("windows.getLastFocused", {"populate": True}))
        ),
        "another page is in front",
    )
    seat.rest()


def new_window(seat: Seat) -> int:
    """Open the page in a window of its own in front, and drive it; gives the window's id."""
    window = int(seat.browser.observer.call("windows.create", {"focused": True})["id"])
    seat.open(PAGE, windowId=window)
    return window


def until_state(seat: Seat, window: int, state: str) -> str:
    def found() -> str | None:
        now = str(seat.browser.observer.call("windows.get", window)["state"])
        return now if now == state else None

    return until(found, f"the window is {state}")


def asleep(seat: Seat) -> None:
    seat.open(PAGE)
    seat.browser.kill_worker(seat.extension)
    assert not seat.browser.has_worker(seat.extension)


def just_ended(seat: Seat) -> None:
    seat.open(PAGE)
    end_worker(seat)


def end_worker(seat: Seat) -> None:
    """End the worker at this moment, whatever it is at."""
    browser = seat.browser
    if isinstance(browser, Chromium):
        for worker in browser.workers(seat.extension):
            browser.devtools.call("Target.closeTarget", targetId=worker)
    elif isinstance(browser, Firefox):
        browser.privileged_async(ENDS_BACKGROUND, gecko_id(seat.extension))


SITUATIONS = {
    "a second window": Situation(second_window),
    "a second window, the page in a minimised one too": Situation(minimised),
    "a page that is not listed, the page in a minimised window": Situation(
        unlisted_in_front, "command"
    ),
    "the extension's worker asleep": Situation(asleep),
    "the extension's worker just ended": Situation(just_ended),
}
