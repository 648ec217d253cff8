"""The built-in schedule, where there is no cron."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from companion.clock import utc_now
from companion.errors import RepositoryError
from companion.publishing.lock import publish_lock
from companion.publishing.schedule import RefreshSchedule, refresh_if_due
from companion.publishing.verification import verify_repository
from tests.companion.support import Home

DAY = timedelta(days=1)


def timestamp(home: Home, *, at: datetime | None = None) -> int:
    return verify_repository(home.files, at=at or utc_now()).timestamp.version


def test_a_fresh_list_is_left_alone(home: Home) -> None:
    before = timestamp(home)
    assert not refresh_if_due(home.config, clock=lambda: utc_now() + DAY * 0.9)
    assert timestamp(home) == before


@pytest.mark.parametrize("days", [1.1, 6, 13])
def test_a_list_a_day_old_is_renewed(home: Home, days: float) -> None:
    later = utc_now() + DAY * days

    assert refresh_if_due(home.config, clock=lambda: later)

    assert timestamp(home, at=later) == 2
    assert not refresh_if_due(home.config, clock=lambda: later)


def test_a_list_that_has_expired_is_said_and_not_renewed(home: Home) -> None:
    with pytest.raises(RepositoryError, match="targets expired"):
        refresh_if_due(home.config, clock=lambda: utc_now() + DAY * 91)


def test_it_goes_on_by_itself_and_says_what_it_could_not_do(home: Home) -> None:
    said: list[str] = []
    spoke = threading.Event()
    now = utc_now()
    offset = DAY * 100

    def say(text: str) -> None:
        nonlocal offset
        said.append(text)
        offset = DAY * 2
        if len(said) == 2:
            spoke.set()

    with RefreshSchedule(home.config, clock=lambda: now + offset, say=say, every_s=0.01):
        assert spoke.wait(10)

    assert said[0].startswith("the list could not be renewed: targets expired")
    assert said[1] == "list renewed"


def test_it_leaves_the_work_to_whoever_is_publishing(home: Home) -> None:
    said: list[str] = []
    looked = threading.Semaphore(0)
    later = utc_now() + DAY * 2

    def clock() -> datetime:
        looked.release()
        return later

    with publish_lock(home.config.publish_lock):
        with RefreshSchedule(home.config, clock=clock, say=said.append, every_s=0.01):
            for _ in range(3):
                assert looked.acquire(timeout=10)
        assert said == []


def test_serve_renews_on_request(home: Home) -> None:
    """An old list is renewed when the server starts, before anybody asks."""
    process = home.process("serve", "--port", "0", "--refresh")
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("console http")
    finally:
        process.terminate()
        _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert said == ""
