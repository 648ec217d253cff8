"""One entry with its past, and its approval."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.audit.store import AuditTrail
from companion.checks.store import Findings
from companion.entries import service
from companion.entries.history import told
from companion.entries.lookalikes import as_shown
from companion.entries.models import REVIEWS_NEEDED
from companion.entries.service import listed_entry
from companion.entries.views.desk import Desk, seen_version


def add_detail(pages: Blueprint, desk: Desk) -> None:
    """Add the page of one entry."""

    @pages.get("/sites/<host>")
    @needs()
    def site(host: str) -> str:
        entry = listed_entry(desk.store, host, desk.rules)
        with desk.store.session() as session:
            records = AuditTrail(session).of(entry.host)
            findings = Findings(session).of(entry.host)
        return render_template(
            "entries/site.html",
            entry=entry,
            shown=as_shown(entry.host),
            history=[told(record) for record in records],
            findings=findings,
            needed=REVIEWS_NEEDED,
        )

    @pages.post("/sites/<host>/approve")
    @needs(Role.REVIEWER)
    def approve(host: str) -> Response:
        by = current_person().name
        entry = listed_entry(desk.store, host, desk.rules)
        service.approve(
            desk.store,
            [entry.host],
            desk.rules,
            by=by,
            at=desk.clock(),
            seen={entry.host: seen_version()},
        )
        flash(f"You approved {entry.host}.")
        return redirect(url_for("entries.site", host=entry.host), 303)
