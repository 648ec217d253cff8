"""The pages about the list: looking, writing, importing, asking."""

from __future__ import annotations

from flask import Blueprint

from companion.entries.views.desk import Desk
from companion.entries.views.detail import add_detail
from companion.entries.views.editing import add_editing
from companion.entries.views.importing import add_importing
from companion.entries.views.listing import add_listing
from companion.entries.views.questions import add_questions
from companion.entries.views.removing import add_removing
from companion.entries.views.terms import add_terms


def entries_pages(desk: Desk) -> Blueprint:
    """Return the pages about entries and search terms."""
    pages = Blueprint("entries", __name__)
    for add in (
        add_listing,
        add_detail,
        add_editing,
        add_removing,
        add_importing,
        add_questions,
        add_terms,
    ):
        add(pages, desk)
    return pages


__all__ = ["Desk", "entries_pages"]
