"""The list itself, and the list as a file."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from companion.accounts.guard import needs
from companion.entries import files
from companion.entries.listing import SORTS, WAITING, Filter, Listing
from companion.entries.models import CATEGORIES, LISTED
from companion.entries.views.desk import Desk, argument

_FILES = {
    "csv": (files.write_csv, "text/csv"),
    "json": (files.write_json, "application/json"),
}


def add_listing(pages: Blueprint, desk: Desk) -> None:
    """Add the list and its exports."""

    @pages.get("/")
    @needs()
    def index() -> str:
        wanted, sort = _wanted(), _sort()
        number = request.args.get("page", 1, type=int)
        if not 1 <= number < 1_000_000:
            abort(404)
        with desk.store.session() as session:
            listing = Listing(session)
            page = listing.page(wanted, sort, number)
            facets = listing.facets()
        if page is None:
            abort(404)
        asked = {name: value for name, value in vars(wanted).items() if value}
        if wanted.text:
            asked["q"] = asked.pop("text")
        return render_template(
            "entries/list.html",
            page=page,
            wanted=wanted,
            asked=asked,
            sort=sort,
            sorts=SORTS,
            facets=facets,
            categories=CATEGORIES,
            states=LISTED,
        )

    @pages.get("/export.<kind>")
    @needs()
    def export(kind: str) -> Response:
        if kind not in _FILES:
            abort(404)
        write, content_type = _FILES[kind]
        answer = Response(
            write(desk.store.entries()), content_type=f"{content_type}; charset=utf-8"
        )
        answer.headers["Content-Disposition"] = f'attachment; filename="sites.{kind}"'
        return answer


def _wanted() -> Filter:
    state, category, waiting = argument("state"), argument("category"), argument("waiting")
    return Filter(
        text=argument("q"),
        country=argument("country").upper(),
        language=argument("language").lower(),
        category=category if category in CATEGORIES else "",
        state=state if state in list(LISTED) else "",
        waiting=waiting if waiting in WAITING else "",
    )


def _sort() -> str:
    sort = argument("sort")
    return sort if sort.removeprefix("-") in SORTS else "host"
