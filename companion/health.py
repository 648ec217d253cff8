"""``/healthz``: whether the database answers and clients would accept what is published."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from companion.accounts.guard import open_to_all
from companion.clock import Clock
from companion.config import Config
from companion.entries.store import Store
from companion.errors import RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import verify_repository


def health_pages(*, config: Config, store: Store, clock: Clock) -> Blueprint:
    """Return the page for a monitor: 200 while all is well, 503 and the reason otherwise."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    @open_to_all
    def health() -> tuple[Response, int]:
        entries, _ = store.count()
        try:
            verified = verify_repository(RepositoryFiles(config.repository), at=clock())
        except RepositoryError as error:
            return jsonify(status="failing", reason=str(error), entries=entries), 503
        expires = {role: f"{at:%Y-%m-%dT%H:%M:%SZ}" for role, at in verified.expires.items()}
        version = verified.targets.version
        return jsonify(status="ok", entries=entries, list_version=version, expires=expires), 200

    return pages
