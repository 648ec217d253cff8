"""Looks at a share of the sites every hour, so that each has its turn once a week."""

from __future__ import annotations

import threading
from collections.abc import Callable
from math import ceil
from typing import Final

from companion.checks.models import CHECK_EVERY
from companion.checks.reach import Reach
from companion.checks.run import check_sites
from companion.checks.store import Findings
from companion.clock import Clock
from companion.entries.store import Store
from companion.errors import SidestepError

LOOK_EVERY_S: Final = 3600.0
_SHARES: Final = CHECK_EVERY.total_seconds() / LOOK_EVERY_S


class CheckSchedule:
    """A thread that checks what is due until it is stopped."""

    def __init__(
        self,
        store: Store,
        reach: Reach,
        *,
        clock: Clock,
        say: Callable[[str], None],
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._store, self._reach, self._clock = store, reach, clock
        self._say, self._every_s = say, every_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="check", daemon=True)

    def __enter__(self) -> CheckSchedule:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                self._check_share()
            except (SidestepError, OSError) as error:
                self._say(f"the sites could not be checked: {error}")
            if self._stopped.wait(self._every_s):
                return

    def _check_share(self) -> None:
        with self._store.session() as session:
            share = ceil(self._store.count()[0] / _SHARES)
            due = Findings(session).due(self._clock() - CHECK_EVERY, share)
        found = 0
        checking = check_sites(
            self._store, due, self._reach, clock=self._clock, pause=self._stopped.wait
        )
        for _, findings in checking:
            found += len(findings)
            if self._stopped.is_set():
                return
        if due:
            self._say(f"{len(due)} sites checked, {found} findings")
