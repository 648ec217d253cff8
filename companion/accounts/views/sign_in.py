"""Signing in and out, and proving again who one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts import cookies, passkeys
from companion.accounts.guard import current_person, needs, open_to_all, person_or_none
from companion.accounts.views.door import Door
from companion.audit.models import Event
from companion.errors import SignInError

_LOOPBACK_BY_NUMBER: Final = ("127.0.0.1", "[::1]")
_BY_RECOVERY: Final = "recovery code"


def sign_in_pages(door: Door) -> Blueprint:
    """Return the pages of signing in and out."""
    pages = Blueprint("sign_in", __name__)
    pages.after_app_request(door.leave_mark)

    @pages.get("/sign-in")
    @open_to_all
    def page() -> str | Response:
        elsewhere = _by_name()
        if elsewhere is not None:
            return elsewhere
        return _page(door)

    @pages.post("/sign-in/passkey")
    @open_to_all
    def passkey() -> Response | tuple[str, int]:
        return _try(door, "passkey", lambda: door.by_passkey(_field("credential")))

    @pages.post("/sign-in/password")
    @open_to_all
    def password() -> Response | tuple[str, int]:
        return _try(
            door,
            "password and code",
            lambda: door.by_password(_name(), _field("password"), _field("code")),
        )

    @pages.post("/sign-in/recovery")
    @open_to_all
    def recovery() -> Response | tuple[str, int]:
        return _try(door, _BY_RECOVERY, lambda: door.by_recovery_code(_name(), _field("recovery")))

    @pages.post("/sign-out")
    @needs()
    def sign_out() -> Response:
        cookies.sign_out(door.store)
        flash("You are signed out.")
        return redirect(url_for("sign_in.page"), 303)

    return pages


def next_address() -> str:
    """Return where to go afterwards: a path of this console, or nothing."""
    path = request.values.get("next", "")
    is_own = path.startswith("/") and not path.startswith("//") and "\\" not in path
    parts = urlsplit(path) if is_own and path.isprintable() else None
    return path if parts is not None and not parts.scheme and not parts.netloc else ""


def _try(door: Door, how: str, show: Callable[[], str]) -> Response | tuple[str, int]:
    """Sign in by ``show``, or stay on the page and say what was wrong."""
    before = person_or_none()
    try:
        name = show()
        if before is not None and before.name != name:
            raise SignInError(f"you are signed in as {before.name}; sign out first")
    except SignInError as error:
        return _page(door, wrong=str(error)), error.http_status
    if before is not None:
        cookies.sign_out(door.store)  # the same person again: under a new token, with a new proof
    with door.store.transaction() as inside:
        cookies.sign_in(inside, name, request.user_agent.string, clock=door.clock)
        inside.record([Event(door.clock(), name, "person.sign-in", name, how)])
    door.remember(name)
    if how == _BY_RECOVERY:
        flash("That recovery code is used up. Add a passkey to this device now.")
        return redirect(url_for("account.page"), 303)
    return redirect(next_address() or url_for("entries.index"), 303)


def _page(door: Door, *, wrong: str = "") -> str:
    person = person_or_none()
    own = []
    if person is not None:
        with door.store.accounts() as accounts:
            own = accounts.passkeys(current_person().name)
    return render_template(
        "accounts/sign_in.html",
        next=next_address(),
        wrong=wrong,
        known=bool(door.store.people()),
        options=door.ask(passkeys.ask_for_proof(own, door.place())),
    )


def _by_name() -> Response | None:
    """Send a visitor of 127.0.0.1 to localhost: passkeys belong to a name, never to a number."""
    host, colon, port = request.host.partition(":")
    if request.host.startswith("["):
        host, colon, port = (
            request.host.partition("]")[0] + "]",
            ":",
            request.host.rpartition(":")[2],
        )
    if host not in _LOOPBACK_BY_NUMBER:
        return None
    return redirect(f"http://localhost{colon}{port}{request.full_path.removesuffix('?')}", 303)


def _field(name: str) -> str:
    return request.form.get(name, "")


def _name() -> str:
    """Return the name of the form; of somebody who is signed in, theirs."""
    person = person_or_none()
    return _field("name").strip() if person is None else person.name
