"""Escapes one after the other in one browser, from places and at moments drawn from a seed."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from tests.browser.support.leaving import names_helpline
from tests.browser.support.pages import HELPLINE
from tests.browser.support.places import PLACES
from tests.browser.support.seat import COMMAND_KEYS, Seat
from tests.browser.support.waiting import until

LONGEST_PAUSE = 0.6
"""Seconds between the page and the press: from while it loads to long after."""

BY_COMMAND = {"the address bar": "ctrl+l", "the find bar": "ctrl+f"}
"""Places that a key leads to; the page's own script leads to the others."""

SOAKED = [name for name, place in PLACES.items() if place.takes_focus] + list(BY_COMMAND)


@dataclass(frozen=True)
class Press:
    """One escape: from where, how long after the page came, and how often the key is pressed."""

    place: str
    pause: float
    times: int

    @classmethod
    def drawn(cls, dice: random.Random) -> Press:
        pause = dice.uniform(0, LONGEST_PAUSE)
        return cls(dice.choice(SOAKED), pause, dice.choice((1, 1, 1, 2, 5)))

    def make(self, seat: Seat) -> None:
        """Open the page, go where it does not lead by itself, and press.

        The pause is part of what is tried, not a wait for anything. It begins when the browser
        gives the page its keys: what is pressed in a page's first moment, Chromium takes for itself
        (docs/escape.md).
        """
        url = f"https://{HELPLINE}/places/{list(PLACES).index(self.place)}?focus"
        tab = seat.browser.observer.call("tabs.create", {"url": url, "active": True})
        until(lambda: self._is_seen(seat, tab["id"]), f"the page of {self.place} is to be seen")
        until(lambda: self._gets_keys(seat, tab["id"]), f"the page of {self.place} gets keys")
        time.sleep(self.pause)
        if self.place in BY_COMMAND:
            seat.display.key(BY_COMMAND[self.place])
        key = COMMAND_KEYS[seat.browser.name] if self.place in BY_COMMAND else "Escape"
        seat.display.key(*[key] * self.times)

    def _is_seen(self, seat: Seat, tab_id: int) -> bool:
        """A page may be loading still; nobody has the focus in a frame that is not there yet."""
        tab = seat.browser.observer.call("tabs.get", tab_id)
        is_there = tab["status"] == "complete" or "iframe" not in PLACES[self.place].body
        return is_there and str(tab.get("title", "")).startswith("Quiet Harbour")

    def _gets_keys(self, seat: Seat, tab_id: int) -> bool:
        """Press what does nothing, and ask the page."""
        seat.display.key("Shift_L")
        return seat.browser.observer.has_heard_key(tab_id)


def what_remains(seat: Seat) -> list[str]:
    """Addresses of listed pages that the history or Recently closed still name."""
    observer = seat.browser.observer
    urls = [*observer.history(), *observer.recently_closed()]
    return [url for url in urls if names_helpline(url)]
