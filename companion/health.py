"""Whether all is well: ``/healthz`` for a monitor, ``/health`` for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import Blueprint, Response, jsonify, render_template

from companion.accounts.guard import needs, open_to_all
from companion.checks.models import CHECK_EVERY
from companion.checks.store import Findings
from companion.clock import Clock
from companion.config import Config
from companion.db import SCHEMA
from companion.entries.listing import Filter, Listing
from companion.entries.models import State
from companion.entries.store import Store
from companion.errors import RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import VerifiedRepository, verify_repository
from companion.signing.roles import LIFETIME, ROLES, TIMESTAMP

_SOON: Final = {role: lifetime / 4 for role, lifetime in LIFETIME.items()}
"""What is left of a role's life when somebody should look at it."""


@dataclass(frozen=True)
class RoleHealth:
    """How long one role is good. ``word`` says it without colours."""

    role: str
    expires: datetime
    days: int
    word: str


def health_pages(*, config: Config, store: Store, clock: Clock) -> Blueprint:
    """Return both pages. The monitor gets 200 while all is well, 503 and the reason otherwise."""
    pages = Blueprint("health", __name__)
    files = RepositoryFiles(config.repository)

    @pages.get("/healthz")
    @open_to_all
    def health() -> tuple[Response, int]:
        entries, _ = store.count()
        try:
            verified = verify_repository(files, at=clock())
        except RepositoryError as error:
            return jsonify(status="failing", reason=str(error), entries=entries), 503
        expires = {role: f"{at:%Y-%m-%dT%H:%M:%SZ}" for role, at in verified.expires.items()}
        version = verified.targets.version
        return jsonify(status="ok", entries=entries, list_version=version, expires=expires), 200

    @pages.get("/health")
    @needs()
    def page() -> str:
        now = clock()
        verified, trouble = _published(files, now)
        with store.session() as session:
            findings = Findings(session)
            found = findings.count_open()
            checked = findings.checked_since(now - CHECK_EVERY)
            listing = Listing(session)
            waiting = {
                "sites that wait for approval": listing.count(Filter(state=State.UNVERIFIED)),
                "changes of verified sites among them": listing.count(Filter(waiting="change")),
                "removals that wait for somebody to agree": listing.count(
                    Filter(waiting="removal")
                ),
            }
        releases = [each for each in store.releases() if each.is_open]
        return render_template(
            "health.html",
            roles=[] if verified is None else _roles(verified, now),
            refreshed=None if verified is None else _refreshed(verified),
            version=None if verified is None else verified.targets.version,
            trouble=trouble,
            found=found,
            checked=checked,
            total=store.count()[0],
            waiting=waiting,
            releases=releases,
            database="PostgreSQL" if config.database_url else "SQLite",
            schema=SCHEMA,
        )

    return pages


def _published(
    files: RepositoryFiles, now: datetime
) -> tuple[VerifiedRepository | None, str | None]:
    """Return what is published, and why clients would refuse it, if they would."""
    try:
        return verify_repository(files, at=now), None
    except RepositoryError as error:
        trouble = str(error)
    try:
        return verify_repository(files, at=now, tolerate_expired=ROLES), trouble
    except RepositoryError:
        return None, trouble


def _roles(verified: VerifiedRepository, now: datetime) -> list[RoleHealth]:
    return [
        RoleHealth(role, verified.expires[role], *_left(role, verified.expires[role] - now))
        for role in ROLES
    ]


def _left(role: str, left: timedelta) -> tuple[int, str]:
    if left <= timedelta(0):
        return left.days, "expired"
    return left.days, "soon" if left < _SOON[role] else "good"


def _refreshed(verified: VerifiedRepository) -> datetime:
    """Every refresh signs the timestamp for the whole of its life."""
    return verified.expires[TIMESTAMP] - LIFETIME[TIMESTAMP]
