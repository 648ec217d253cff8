"""Adding and editing, with checks while one types and a choice where two edited at once."""

from __future__ import annotations

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.entries import edits, service
from companion.entries.advice import Advice, advise
from companion.entries.hosts import normalise_host
from companion.entries.listing import Listing
from companion.entries.models import CATEGORIES, Proposal
from companion.entries.service import listed_entry
from companion.entries.views.desk import Desk, argument, proposal_from_form, seen_version
from companion.errors import InputError

_WRITERS = (Role.EDITOR, Role.REVIEWER)
_LONGEST_PATHS = 20_000


def add_editing(pages: Blueprint, desk: Desk) -> None:
    """Add the forms, and what is said while they are filled in."""

    @pages.get("/sites/new")
    @needs(*_WRITERS)
    def new() -> str:
        return _form(Proposal(argument("host")), heading="Add a site")

    @pages.post("/sites/new")
    @needs(*_WRITERS)
    def add() -> AnyResponse | tuple[str, int]:
        proposal = proposal_from_form()
        try:
            by = current_person().name
            added = service.add(desk.store, proposal, desk.rules, at=desk.clock(), by=by)
        except InputError as error:
            return _form(proposal, heading="Add a site", wrong=str(error)), error.http_status
        flash(f"{added.host} is on the list, {added.state.value}.")
        return redirect(url_for("entries.site", host=added.host), 303)

    @pages.get("/sites/<host>/edit")
    @needs(*_WRITERS)
    def edit(host: str) -> str:
        entry = listed_entry(desk.store, host, desk.rules)
        return _form(edits.proposal_of(entry), seen=entry.version)

    @pages.post("/sites/<host>/edit")
    @needs(*_WRITERS)
    def change(host: str) -> AnyResponse | tuple[str, int]:
        proposal, seen = proposal_from_form(host), seen_version()
        try:
            by = current_person().name
            edited = edits.edit(desk.store, proposal, desk.rules, seen=seen, at=desk.clock(), by=by)
        except edits.EditConflictError as conflict:
            return _conflict(conflict), conflict.http_status
        except InputError as error:
            listed_entry(desk.store, host, desk.rules)
            return _form(proposal, seen=seen, wrong=str(error)), error.http_status
        flash(f"{edited.host} is changed, {edited.state.value}.")
        return redirect(url_for("entries.site", host=edited.host), 303)

    @pages.get("/sites/advice")
    @needs(*_WRITERS)
    def advice() -> Response:
        paths = argument("paths", _LONGEST_PATHS).splitlines()
        proposal = Proposal(
            host=argument("host"),
            paths=tuple(path.strip() for path in paths if path.strip()),
            exact_host=request.args.get("exact_host") == "yes",
            category=argument("category"),
            evidence=argument("evidence"),
        )
        said = _advice(desk, proposal, own=argument("own"))
        return jsonify([{"weight": each.weight, "text": each.text} for each in said])


def _advice(desk: Desk, proposal: Proposal, *, own: str) -> list[Advice]:
    if not proposal.host:
        return []
    try:
        host = normalise_host(proposal.host, development=desk.rules.development)
    except InputError:
        host = ""
    with desk.store.session() as session:
        listing = Listing(session)
        around = listing.around(host) if host else []
        hosts = listing.hosts()
    return advise(proposal, desk.rules, around=around, hosts=hosts, own=own)


def _form(proposal: Proposal, *, heading: str = "", seen: int = 0, wrong: str = "") -> str:
    return render_template(
        "entries/form.html",
        proposal=proposal,
        heading=heading or f"Edit {proposal.host}",
        seen=seen,
        wrong=wrong,
        categories=CATEGORIES,
    )


def _conflict(conflict: edits.EditConflictError) -> str:
    wanted, present = conflict.wanted, conflict.present
    return render_template(
        "entries/conflict.html",
        wanted=edits.proposal_of(wanted),
        present=present,
        differences=edits.changed_fields(present, wanted),
    )
