"""Waiting until browsers rest: what one measured thing sets off is over before the next."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

WINDOW_SECONDS = 0.3
QUIET_SHARE = 0.05
"""Of one processor, all processes together."""
PATIENCE_SECONDS = 15.0
TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")


def wait_idle(pids: Callable[[], Sequence[int]], seconds: float = WINDOW_SECONDS) -> None:
    """Wait until the processes have used next to no time of the processor for ``seconds``.

    Raises:
        TimeoutError: they never rest.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    before, since = used_seconds(pids()), time.monotonic()
    while time.monotonic() < deadline:
        time.sleep(seconds)
        used, now = used_seconds(pids()), time.monotonic()
        if used - before <= QUIET_SHARE * (now - since):
            return
        before, since = used, now
    raise TimeoutError(f"the browsers did not come to rest within {PATIENCE_SECONDS} s")


def used_seconds(pids: Sequence[int]) -> float:
    """The processor time of ``pids`` so far, in seconds."""
    ticks = 0
    for pid in pids:
        with suppress(OSError, IndexError):  # it ended just now
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks * TICK_SECONDS
