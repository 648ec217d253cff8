"""What every page about the list works with."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from companion.clock import Clock
from companion.config import Config
from companion.entries.models import CATEGORIES, Proposal
from companion.entries.service import Rules
from companion.entries.store import Store
from companion.errors import FieldError

MAX_TEXT = 200


@dataclass(frozen=True)
class Desk:
    """One home, as its pages see it."""

    config: Config
    store: Store
    rules: Rules
    clock: Clock


def proposal_from_form(host: str = "") -> Proposal:
    """Return what the form says. Paths are one in a line; a box that is not ticked is not sent."""
    form = request.form
    return Proposal(
        host=host or form.get("host", "").strip(),
        paths=tuple(path.strip() for path in form.get("paths", "").splitlines() if path.strip()),
        exact_host=form.get("exact_host") == "yes",
        name=form.get("name", ""),
        category=form.get("category", ""),
        country=form.get("country", ""),
        language=form.get("language", ""),
        evidence=form.get("evidence", ""),
        contact=form.get("contact", ""),
        storage=form.get("storage", ""),
    )


def seen_version() -> int:
    """Return the version that the person at work looked at.

    Raises:
        FieldError: the form does not say.
    """
    seen = request.form.get("seen", "")
    if not seen.isascii() or not seen.isdigit() or len(seen) > 9:
        raise FieldError("the form does not say which version it changes; load the page again")
    return int(seen)


def argument(name: str, limit: int = MAX_TEXT) -> str:
    """Return one part of the address, cut to a sensible length, without what no text has."""
    return request.args.get(name, "")[:limit].replace("\0", "").strip()


CHOICES = {"categories": CATEGORIES}
