"""All processes of a browser at a sixth of the machine: the kernel's own bandwidth control.

Both browsers have many processes, and an escape passes through most of them: slowing one thread of
one page, as the developer tools do, would leave out the most of it. The quota is handed out in
slices of 2 ms in every 6 ms times the number of processors, so that nobody stands still for long.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.browser.support.waiting import until

CONTROLLER = Path("/sys/fs/cgroup/cpu")
RATE = 6
PERIOD_US = 6000


def can_throttle() -> bool:
    """Whether this machine lets us: version 1 of the controller, and the right to write it."""
    return (CONTROLLER / "cpu.cfs_quota_us").exists() and os.access(CONTROLLER, os.W_OK)


@contextmanager
def throttled(pids: Sequence[int]) -> Iterator[None]:
    """Slow ``pids``, and all that they start meanwhile, for the length of the block."""
    group = CONTROLLER / f"bench-{os.getpid()}"
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
        quota = PERIOD_US * (os.cpu_count() or 1) // RATE
        (group / "cpu.cfs_quota_us").write_text(str(quota))
        _move(pids, group)
        yield
    finally:
        until(lambda: _is_removed(group), "nobody is slowed any more")


def _is_removed(group: Path) -> bool:
    """Move all out that are in ``group`` and remove it: not while one more is being started, or a
    process that has ended is still there for its parent to hear of.
    """
    _move([int(pid) for pid in (group / "cgroup.procs").read_text().split()], CONTROLLER)
    try:
        group.rmdir()
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


def _move(pids: Sequence[int], group: Path) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            (group / "cgroup.procs").write_text(str(pid))
