"""Removals: one person proposes with a reason, another agrees."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.entries import removals
from companion.entries.views.desk import Desk


def add_removing(pages: Blueprint, desk: Desk) -> None:
    """Add what the buttons on an entry's page do."""

    @pages.post("/sites/<host>/propose-removal")
    @needs(Role.EDITOR, Role.REVIEWER)
    def propose_removal(host: str) -> Response:
        reason = request.form.get("reason", "")
        by = current_person().name
        asked = removals.propose_removal(
            desk.store, host, reason, desk.rules, at=desk.clock(), by=by
        )
        flash("The removal is proposed; somebody else has to agree.")
        return redirect(url_for("entries.site", host=asked.host), 303)

    @pages.post("/sites/<host>/keep")
    @needs(Role.EDITOR, Role.REVIEWER)
    def keep(host: str) -> Response:
        by = current_person().name
        kept = removals.keep(desk.store, host, desk.rules, at=desk.clock(), by=by)
        flash(f"{kept.host} stays on the list.")
        return redirect(url_for("entries.site", host=kept.host), 303)

    @pages.post("/sites/<host>/agree-to-removal")
    @needs(Role.REVIEWER)
    def agree_to_removal(host: str) -> Response:
        by = current_person().name
        gone = removals.agree_to_removal(desk.store, host, desk.rules, at=desk.clock(), by=by)
        flash(f"{gone.host} is off the list; the next release takes it away.")
        return redirect(url_for("entries.index"), 303)
