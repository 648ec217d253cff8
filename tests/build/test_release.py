"""What must never reach people as a release."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from companion.trust import Trust
from tools.packaging.release import refusals

URL = "https://list.example/repository"


def test_a_reviewed_list_on_https_may_be_released(releasable: Trust, now: datetime) -> None:
    assert refusals(releasable, URL, now=now) == []


def test_a_list_that_somebody_on_the_way_could_hold_back(releasable: Trust, now: datetime) -> None:
    assert refusals(releasable, "http://list.example/repository", now=now) == [
        "the repository's address is not https: http://list.example/repository"
    ]


def test_a_development_root(releasable: Trust, now: datetime) -> None:
    (reason,) = refusals(replace(releasable, development=True), URL, now=now)
    assert "development root" in reason


@pytest.mark.parametrize("role", ["root", "targets"])
def test_a_role_that_one_person_can_sign(releasable: Trust, now: datetime, role: str) -> None:
    alone = replace(releasable, thresholds={**releasable.thresholds, role: 1})
    assert refusals(alone, URL, now=now) == [
        f"one person alone can sign {role}: its threshold is below 2"
    ]


def test_entries_that_nobody_has_looked_at_by_name(releasable: Trust, now: datetime) -> None:
    unseen = replace(releasable, unverified_hosts=("one.example", "two.example"))
    assert refusals(unseen, URL, now=now) == [
        "entries that no reviewer has looked at: one.example, two.example"
    ]


@pytest.mark.parametrize("role", ["root", "targets"])
def test_a_list_that_expires_within_thirty_days(
    releasable: Trust, now: datetime, role: str
) -> None:
    def expiring(life: timedelta) -> Trust:
        return replace(releasable, expires={**releasable.expires, role: now + life})

    assert refusals(expiring(timedelta(days=30)), URL, now=now) == []
    assert refusals(expiring(timedelta(days=30, seconds=-1)), URL, now=now) == [
        "the list expires within 30 days, on 2026-03-31"
    ]


def test_every_reason_is_said_at_once(releasable: Trust, now: datetime) -> None:
    bad = replace(releasable, development=True, unverified_hosts=("one.example",))
    assert len(refusals(bad, "http://list.example", now=now)) == 3
