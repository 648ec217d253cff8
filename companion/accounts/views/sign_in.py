"""Signing in and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts import cookies
from companion.accounts.guard import needs, open_to_all
from companion.accounts.passwords import is_password
from companion.audit.models import Event
from companion.clock import Clock
from companion.entries.store import Store

_LOOPBACK_BY_NUMBER = ("127.0.0.1", "[::1]")


def sign_in_pages(store: Store, clock: Clock) -> Blueprint:
    """Return the pages of signing in and out."""
    pages = Blueprint("sign_in", __name__)

    @pages.get("/sign-in")
    @open_to_all
    def page() -> str | Response:
        host, _, port = request.host.rpartition(":")
        if host in _LOOPBACK_BY_NUMBER:  # passkeys belong to a name, never to a number
            return redirect(f"http://localhost:{port}{request.full_path}", 303)
        return render_template("accounts/sign_in.html", next=_next(), known=bool(store.people()))

    @pages.post("/sign-in")
    @open_to_all
    def password() -> Response | tuple[str, int]:
        name = request.form.get("name", "").strip()
        with store.transaction() as inside:
            with inside.accounts() as accounts:
                account = accounts.account(name)
            kept = "" if account is None else account.password
            is_right = is_password(request.form.get("password", ""), kept)
            if is_right and any(each.name == name for each in inside.people()):
                cookies.sign_in(inside, name, request.user_agent.string, clock=clock)
                inside.record([Event(clock(), name, "person.sign-in", name, "password")])
                return redirect(_next() or url_for("entries.index"), 303)
        return _again(known=True), 403

    @pages.post("/sign-out")
    @needs()
    def sign_out() -> Response:
        cookies.sign_out(store)
        flash("You are signed out.")
        return redirect(url_for("sign_in.page"), 303)

    return pages


def _again(*, known: bool) -> str:
    return render_template(
        "accounts/sign_in.html", next=_next(), known=known, wrong="Name or password is wrong."
    )


def _next() -> str:
    """Return where to go afterwards: a path of this console, or nothing."""
    path = request.values.get("next", "")
    parts = urlsplit(path)
    is_own = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if is_own and not parts.scheme and not parts.netloc else ""
