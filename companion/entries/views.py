"""The page that shows the list to those who keep it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final

from flask import Blueprint, abort, render_template, request

from companion.accounts.guard import needs
from companion.entries.models import Entry, State
from companion.entries.ports import EntryStore
from companion.entries.service import matching_text

PAGE_SIZE: Final = 100
MAX_QUERY: Final = 200


@dataclass(frozen=True)
class Page:
    """One page of the entries that were found. ``number`` and ``pages`` count from 1."""

    entries: list[Entry]
    number: int
    pages: int
    found: int
    total: int
    verified: int


def entries_pages(store: EntryStore) -> Blueprint:
    """Return the pages about entries."""
    pages = Blueprint("entries", __name__)

    @pages.get("/")
    @needs()
    def index() -> str:
        query = request.args.get("q", "")[:MAX_QUERY].strip()
        number = request.args.get("page", 1, type=int)
        page = _page(store.entries(), query, number)
        if page is None:
            abort(404)
        return render_template("entries.html", page=page, query=query)

    return pages


def _page(entries: list[Entry], query: str, number: int) -> Page | None:
    found = matching_text(entries, query)
    pages = max(1, ceil(len(found) / PAGE_SIZE))
    if not 1 <= number <= pages:
        return None
    return Page(
        entries=found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
        number=number,
        pages=pages,
        found=len(found),
        total=len(entries),
        verified=sum(entry.state is State.VERIFIED for entry in entries),
    )
