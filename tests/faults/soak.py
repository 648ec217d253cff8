"""A thousand escapes in a row: none may fail, and the worker may not grow."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from tests.browser.support.desk import Desk
from tests.browser.support.seat import Seat
from tests.faults.escapes import Press, what_remains
from tests.faults.memory import worker_memory

WARM_UP = 5
LOOK_EVERY = 5
"""Escapes between two looks at the memory."""
MOST_GROWTH = {"chromium": 1.0, "firefox": 40.0}
"""Megabytes: of a heap, and of a process with its allocator and another extension in it."""


@dataclass
class Soaked:
    """``failures`` say which escape failed and how; ``memory``: megabytes, look by look."""

    escapes: int = 0
    failures: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    remains: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """Megabytes between the first and the last third of the looks, each by its median."""
        if not self.memory:
            return 0.0
        third = max(1, len(self.memory) // 3)
        return median(self.memory[-third:]) - median(self.memory[:third])


def soak(seat: Seat, *, seed: int, count: int, say: Callable[[str], None]) -> Soaked:
    """Leave ``count`` times; ``seed`` draws places and moments."""
    dice = random.Random(seed)
    desk = Desk(seat.browser, seat.extension)
    desk.status()
    seat.keep()
    result = Soaked()
    for number in range(1, count + 1):
        press = Press.drawn(dice)
        try:
            press.make(seat)
            seat.wait_gone()
        except TimeoutError as error:
            result.failures.append(f"escape {number} of seed {seed}: {press}: {error}")
            say(result.failures[-1])
        seat.clear()
        result.escapes = number
        if number > WARM_UP and number % LOOK_EVERY == 0:
            result.memory.append(worker_memory(seat.browser, seat.extension))
        if number % 50 == 0:
            say(f"{number} escapes, {len(result.failures)} failed, {result.memory[-1]:.2f} MB")
    desk.wait_swept()
    result.remains = what_remains(seat)
    return result
