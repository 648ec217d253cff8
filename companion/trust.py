"""What a package takes along from a home: verified bytes, and what is known of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from companion.config import Config
from companion.entries.store import verified_hosts
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import is_development, verify_repository
from companion.signing.roles import ROOT, TARGETS


@dataclass(frozen=True)
class Trust:
    """One verified state of the repository.

    ``root``, ``timestamp``, ``snapshot``, ``targets`` and ``list_bytes`` are the bytes as signed.
    ``list_version`` is the version of the targets role. ``thresholds`` and ``expires`` are by role
    name (``root``, ``targets``, ``snapshot``, ``timestamp``); times are in UTC.
    ``unverified_hosts`` are hosts of the signed list that no reviewer has looked at according to
    the home's database; without a database, all of them.
    """

    root: bytes
    timestamp: bytes
    snapshot: bytes
    targets: bytes
    list_bytes: bytes
    list_version: int
    development: bool
    thresholds: Mapping[str, int]
    expires: Mapping[str, datetime]
    unverified_hosts: tuple[str, ...]

    @property
    def list_expires(self) -> datetime:
        """When the list itself ends: what renewing timestamp and snapshot cannot postpone."""
        return min(self.expires[ROOT], self.expires[TARGETS])

    @property
    def next_expiry(self) -> datetime:
        """When the first of the four roles ends unless it is renewed."""
        return min(self.expires.values())


def read_trust(home: Path, *, now: datetime) -> Trust:
    """Verify the repository below ``home``, from its first root on.

    Args:
        home: data directory of a companion, as in ``$SIDESTEP_HOME``.
        now: aware datetime to judge expiry by.

    Raises:
        RepositoryError: a client would refuse the repository (missing, damaged, badly signed,
        expired).
    """
    config = replace(Config.from_environment(), home=home)
    verified = verify_repository(RepositoryFiles(config.repository), at=now)
    listed = [entry["host"] for entry in json.loads(verified.list_bytes)["entries"]]
    known = verified_hosts(config.place)
    return Trust(
        root=verified.data["root"],
        timestamp=verified.data["timestamp"],
        snapshot=verified.data["snapshot"],
        targets=verified.data["targets"],
        list_bytes=verified.list_bytes,
        list_version=verified.targets.version,
        development=is_development(verified.root),
        thresholds={name: role.threshold for name, role in verified.root.roles.items()},
        expires=verified.expires,
        unverified_hosts=tuple(host for host in listed if host not in known),
    )
