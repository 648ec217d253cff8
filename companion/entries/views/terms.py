"""Search terms: looking, adding, removing."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.entries import service
from companion.entries.terms import advise_term
from companion.entries.views.desk import Desk, argument
from companion.errors import InputError


def add_terms(pages: Blueprint, desk: Desk) -> None:
    """Add the page of search terms."""

    def shown(wrong: str = "") -> str:
        language, text = argument("language").lower(), argument("q").casefold()
        terms = desk.store.search_terms()
        found = [
            each
            for each in terms
            if language in ("", each.language) and text in each.term.casefold()
        ]
        languages = sorted({each.language for each in terms})
        return render_template(
            "entries/terms.html",
            terms=found,
            total=len(terms),
            languages=languages,
            language=language,
            query=argument("q"),
            wrong=wrong,
            form=request.form,
            advise=advise_term,
        )

    @pages.get("/search-terms")
    @needs()
    def terms() -> str:
        return shown()

    @pages.post("/search-terms")
    @needs(Role.EDITOR, Role.REVIEWER)
    def add_term() -> Response | tuple[str, int]:
        term, language = request.form.get("term", ""), request.form.get("language", "")
        try:
            added = service.add_search_term(
                desk.store, term, language, at=desk.clock(), by=current_person().name
            )
        except InputError as error:
            return shown(str(error)), error.http_status
        for remark in advise_term(added):
            flash(f"Look again: {remark}.")
        flash(f"“{added.term}” is listed.")
        return redirect(url_for("entries.terms"), 303)

    @pages.post("/search-terms/remove")
    @needs(Role.EDITOR, Role.REVIEWER)
    def remove_term() -> Response:
        term, language = request.form.get("term", ""), request.form.get("language", "")
        removed = service.remove_search_term(
            desk.store, term, language, at=desk.clock(), by=current_person().name
        )
        flash(f"“{removed.term}” is listed no more.")
        return redirect(url_for("entries.terms"), 303)
