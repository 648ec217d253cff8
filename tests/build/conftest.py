"""A list to bundle, and the day on which these tests build."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from companion.trust import Trust

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def releasable() -> Trust:
    """What a production home with two reviewers has published, as far as the build looks at it."""
    lifetimes = {"root": 300, "targets": 80, "snapshot": 13, "timestamp": 6}
    return Trust(
        root=b'{"root": 1}',
        timestamp=b'{"timestamp": 4}',
        snapshot=b'{"snapshot": 3}',
        targets=b'{"targets": 2}',
        list_bytes=b'{"entries":[],"format":1,"searches":[]}',
        list_version=2,
        development=False,
        thresholds={"root": 2, "targets": 2, "snapshot": 1, "timestamp": 1},
        expires={role: NOW + timedelta(days=days) for role, days in lifetimes.items()},
        unverified_hosts=(),
    )
