"""Renews snapshot and timestamp by itself, where there is no cron."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from companion.clock import Clock
from companion.config import Config
from companion.errors import BusyError, SidestepError
from companion.publishing.files import RepositoryFiles
from companion.publishing.lock import sole_writer
from companion.publishing.publish import refresh
from companion.publishing.verification import verify_repository, verify_root
from companion.signing.online import online_signers
from companion.signing.roles import LIFETIME, SNAPSHOT, TIMESTAMP

REFRESH_AFTER: Final = timedelta(days=1)
LOOK_EVERY_S: Final = 3600.0


def refresh_if_due(config: Config, *, clock: Clock) -> bool:
    """Renew the timestamp if it is a day old, and say whether that was done.

    Raises:
        SidestepError: it is due and could not be done.
    """
    files = RepositoryFiles(config.repository)
    if not files.has_timestamp():
        return False
    now = clock()
    current = verify_repository(files, at=now, tolerate_expired=(SNAPSHOT, TIMESTAMP))
    if current.timestamp.expires - now > LIFETIME[TIMESTAMP] - REFRESH_AFTER:
        return False
    with sole_writer(config):
        refresh(files, online_signers(config, verify_root(files)[0]), at=now)
    return True


class RefreshSchedule:
    """A thread that looks every hour until it is stopped."""

    def __init__(
        self,
        config: Config,
        *,
        clock: Clock,
        say: Callable[[str], None],
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._config, self._clock, self._say, self._every_s = config, clock, say, every_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refresh", daemon=True)

    def __enter__(self) -> RefreshSchedule:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                if refresh_if_due(self._config, clock=self._clock):
                    self._say("list renewed")
            except BusyError:
                pass  # whoever publishes renews it as well
            except (SidestepError, OSError) as error:
                self._say(f"the list could not be renewed: {error}")
            if self._stopped.wait(self._every_s):
                return
