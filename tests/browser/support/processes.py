"""The processes that a browser consists of: found by their session id, so that none is missed and
no other is hit.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from tests.browser.support.waiting import until


class ProcessFamily:
    """Every living process of the session that ``leader`` opened (``start_new_session``), the
    leader included.

    A process keeps its session when its parent ends, so that nothing escapes by being orphaned.
    """

    def __init__(self, leader: int) -> None:
        self.leader = leader

    def pids(self) -> list[int]:
        return [pid for pid in _all_pids() if _session(pid) == self.leader]

    def kill(self) -> None:
        """SIGKILL to all of them at once, as when the power fails; returns when none is left."""

        def none_left() -> bool:
            for pid in self.pids():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not self.pids()

        until(none_left, f"the processes of session {self.leader} are gone")

    def wait_gone(self, timeout: float) -> None:
        """Wait until all of them have ended on their own."""
        until(
            lambda: not self.pids(), f"the processes of session {self.leader} have ended", timeout
        )


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _session(pid: int) -> int | None:
    """The session id of a living process; None for a dead one, a zombie included."""
    try:
        state, _, _, session = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
    except (OSError, ValueError):
        return None
    return None if state in "ZX" else int(session)
