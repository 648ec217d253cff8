"""The page of findings. It can put one aside; everything else is done on the site's own page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.audit.models import Event
from companion.checks.models import CHECK_EVERY
from companion.checks.store import Findings
from companion.clock import Clock
from companion.entries.store import Store


def checks_pages(store: Store, clock: Clock) -> Blueprint:
    """Return the pages about findings."""
    pages = Blueprint("checks", __name__)

    @pages.get("/checks")
    @needs()
    def index() -> str:
        with store.session() as session:
            findings = Findings(session)
            found = findings.open()
            checked = findings.checked_since(clock() - CHECK_EVERY)
        return render_template(
            "checks.html", findings=found, checked=checked, total=store.count()[0]
        )

    @pages.post("/checks/<int:number>/dismiss")
    @needs(Role.EDITOR, Role.REVIEWER)
    def dismiss(number: int) -> Response:
        by = current_person().name
        with store.transaction() as inside, inside.session() as session:
            dismissed = Findings(session).dismiss(number, by)
            remark = f"{dismissed.kind.value}: {dismissed.address}"
            inside.record([Event(clock(), by, "finding.dismiss", dismissed.host, remark)])
        flash("The finding is put aside. It comes back if it goes and comes again.")
        return redirect(url_for("checks.index"), 303)

    return pages
