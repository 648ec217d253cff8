"""Would this address be protected?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flask import Blueprint, render_template

from companion.accounts.guard import needs
from companion.entries.models import Form
from companion.entries.protection import Answer, names_of, protection
from companion.entries.urls import parse_address
from companion.entries.views.desk import Desk, argument
from companion.errors import RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import verify_repository
from companion.releases.changes import parse_list
from companion.signing.roles import ROLES

_LONGEST: Final = 2_000
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE)
"""A colon before digits is a port: people leave https:// out."""


def add_questions(pages: Blueprint, desk: Desk) -> None:
    """Add the page that answers for one address."""

    @pages.get("/protected")
    @needs()
    def protected() -> str:
        url = argument("url", _LONGEST)
        text = url if _SCHEME.match(url) else f"https://{url}"
        answers = _answers(desk, text) if url else []
        return render_template("entries/protected.html", url=url, asked=text, answers=answers)


def _answers(desk: Desk, text: str) -> list[tuple[str, Answer]]:
    address = parse_address(text)
    names = [] if address is None else names_of(address)
    near = [entry for entry in map(desk.store.find, names) if entry is not None]
    verified = [entry.published for entry in near if entry.published is not None]
    return [
        ("By the list that is published now", protection(text, _published(desk, names))),
        ("By the next release", protection(text, verified)),
        ("Once all that waits is approved", protection(text, [entry.form for entry in near])),
    ]


def _published(desk: Desk, names: Sequence[str]) -> list[Form]:
    """Return what clients have of ``names``.

    Nothing where they would refuse the list, which the health page says.
    """
    files = RepositoryFiles(desk.config.repository)
    try:
        verified = verify_repository(files, at=desk.clock(), tolerate_expired=ROLES)
    except RepositoryError:
        return []
    lines = parse_list(verified.list_bytes).lines
    found = [lines[name] for name in names if name in lines]
    return [Form(line.host, line.subdomains, line.paths, line.storage) for line in found]
