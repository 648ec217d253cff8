"""The four roles of the repository and how long what they sign is good for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

ROOT: Final = "root"
TARGETS: Final = "targets"
SNAPSHOT: Final = "snapshot"
TIMESTAMP: Final = "timestamp"
ROLES: Final = (ROOT, TARGETS, SNAPSHOT, TIMESTAMP)

LIFETIME: Final = {
    ROOT: timedelta(days=365),
    TARGETS: timedelta(days=90),
    SNAPSHOT: timedelta(days=14),
    TIMESTAMP: timedelta(days=7),
}

DEVELOPMENT_FIELD: Final = "x-sidestep-development"
"""Signed field of a root whose keys lie unencrypted on one machine. No release trusts it."""


def expiry(role: str, *, at: datetime) -> datetime:
    """Return when metadata of ``role`` signed at ``at`` ends, to the second."""
    return at.replace(microsecond=0) + LIFETIME[role]
