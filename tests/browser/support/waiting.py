"""Waiting for a stated condition, never for a time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import WebDriverException

T = TypeVar("T")
INTERVAL_SECONDS = 0.05
LONGEST_INTERVAL_SECONDS = 0.25
"""What takes long is asked less often: each look costs the browser that it waits for."""
PATIENCE_SECONDS = 30.0
"""For what must come: a machine that runs other tests beside it takes its time."""


def until(condition: Callable[[], T | None], what: str, timeout: float = PATIENCE_SECONDS) -> T:
    """Ask ``condition`` until its answer is true, and give that answer back.

    A page on its way makes the driver raise; such an error counts as "not yet".

    Raises:
        TimeoutError: ``what`` did not come true within ``timeout`` seconds; it shows the last
            answer or error.
    """
    deadline = time.monotonic() + timeout
    interval = INTERVAL_SECONDS
    while True:
        last: object
        try:
            answer = condition()
            if answer:
                return answer
            last = answer
        except WebDriverException as error:
            last = error.msg or type(error).__name__
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout} s: {what}; last seen: {last!r}")
        time.sleep(interval)
        interval = min(interval * 1.2, LONGEST_INTERVAL_SECONDS)


def holds(condition: Callable[[], bool], what: str, seconds: float) -> None:
    """Watch for ``seconds`` that ``condition`` stays true: for promises that something does not
    happen.

    Raises:
        AssertionError: ``what`` stopped being true.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not condition():
            raise AssertionError(f"did not stay true for {seconds} s: {what}")
        time.sleep(INTERVAL_SECONDS)
