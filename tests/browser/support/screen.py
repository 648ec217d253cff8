"""The screen as a person sees it: pixels of an X display, each with its time.

Nothing is put into the pages and nothing is asked of the browser. The server itself tells when a
part of the screen was drawn (the DAMAGE extension); only then is anything looked at.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from Xlib import XK, X
from Xlib.display import Display as Connection
from Xlib.ext import damage, xtest
from Xlib.xobject.drawable import Window

Colour = tuple[int, int, int]
NEAR = 24
WAIT_SECONDS = 20.0


@dataclass(frozen=True)
class Look:
    """What the screen showed at ``at`` (seconds of ``time.perf_counter``)."""

    at: float
    colours: Mapping[str, Colour]


class Screen:
    """A connection to the display called ``name``; ``spots``: the points that are looked at."""

    def __init__(self, name: str, spots: Mapping[str, tuple[int, int]] | None = None) -> None:
        self._spots = spots or {}
        self._connection = Connection(name)
        self._root: Window = self._connection.screen().root
        self._connection.damage_query_version()
        self._damage = self._root.damage_create(damage.DamageReportNonEmpty)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def press(self, *keys: str) -> float:
        """Press and let go ``keys`` (keysym names) together; gives the moment before the press."""
        codes = [self._connection.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        at = time.perf_counter()
        for code in codes:
            xtest.fake_input(self._connection, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._connection, X.KeyRelease, code)
        self._connection.flush()
        return at

    def point(self, x: int, y: int) -> None:
        xtest.fake_input(self._connection, X.MotionNotify, x=x, y=y)
        self._connection.sync()

    def click(self) -> float:
        """Press the mouse's button where it points; gives the moment before."""
        at = time.perf_counter()
        xtest.fake_input(self._connection, X.ButtonPress, 1)
        xtest.fake_input(self._connection, X.ButtonRelease, 1)
        self._connection.flush()
        return at

    def look(self) -> Look:
        """What is to be seen now."""
        colours = {place: self._colour(*spot) for place, spot in self._spots.items()}
        return Look(time.perf_counter(), colours)

    def looks(self, seconds: float) -> Iterator[Look]:
        """What is to be seen whenever anything was drawn, for ``seconds``."""
        deadline = time.perf_counter() + seconds
        self._forget()
        while (left := deadline - time.perf_counter()) > 0:
            yield self.look()
            if not self._connection.pending_events():
                select.select([self._connection.fileno()], [], [], left)
            self._forget()

    def wait(
        self, condition: Callable[[Look], bool], what: str, seconds: float = WAIT_SECONDS
    ) -> Look:
        """Wait until ``condition`` is true of what is to be seen.

        Raises:
            TimeoutError: it never was.
        """
        last = self.look()
        for last in self.looks(seconds):
            if condition(last):
                return last
        raise TimeoutError(f"not within {seconds} s: {what}; last seen: {last}")

    def wait_still(self, seconds: float = 0.3, *, within: float = WAIT_SECONDS) -> None:
        """Wait until nothing has been drawn for ``seconds``: what was begun is through.

        Raises:
            TimeoutError: it never came to rest.
        """
        deadline = time.perf_counter() + within
        while time.perf_counter() < deadline:
            self._forget()
            if not select.select([self._connection.fileno()], [], [], seconds)[0]:
                return
        raise TimeoutError(f"the screen did not come to rest within {within} s")

    def _forget(self) -> None:
        """Take the events that came, and ask for the next."""
        while self._connection.pending_events():
            self._connection.next_event()
        self._connection.damage_subtract(self._damage)
        self._connection.sync()

    def _colour(self, x: int, y: int) -> Colour:
        image = self._root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF)
        blue, green, red = image.data[:3]
        return red, green, blue


def is_near(colour: Colour, other: Colour) -> bool:
    return all(abs(one - two) < NEAR for one, two in zip(colour, other, strict=True))
