"""A person's own page: passkeys, password, recovery codes, and where they are signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts import cookies, passkeys, passwords, sessions
from companion.accounts.guard import current_person, needs
from companion.accounts.views.door import Door
from companion.accounts.views.enrol import generator, keep_new_codes, with_password
from companion.audit.models import Event
from companion.errors import FieldError, SignInError


def account_pages(door: Door) -> Blueprint:
    """Return the pages on which people look after their own way in."""
    pages = Blueprint("account", __name__)

    @pages.get("/account")
    @needs()
    def page() -> str:
        return _page(door)

    @pages.post("/account/codes")
    @needs(fresh=True)
    def new_codes() -> str:
        name = current_person().name
        with door.store.transaction() as inside:
            codes = keep_new_codes(inside, name)
            inside.record([Event(door.clock(), name, "person.recovery-codes", name)])
        return render_template("accounts/codes.html", codes=codes)

    @pages.get("/account/new-passkey")
    @needs(fresh=True)
    def new_passkey() -> str:
        return _new_passkey(door)

    @pages.post("/account/new-passkey")
    @needs(fresh=True)
    def add_passkey() -> Response | tuple[str, int]:
        name = current_person().name
        try:
            challenge = door.challenge()
            with door.store.transaction() as inside:
                with inside.accounts() as accounts:
                    account = accounts.account(name)
                    if account is None:
                        raise SignInError("this account has no way in any more")
                    made = passkeys.take_new(
                        account,
                        request.form.get("credential", ""),
                        challenge,
                        door.place(),
                        label=request.form.get("label", ""),
                        at=door.clock(),
                    )
                    if accounts.passkey(made.id) is not None:
                        raise SignInError("this passkey is known already")
                    accounts.keep_passkey(made)
                inside.record([Event(door.clock(), name, "person.passkey-add", name, made.label)])
        except SignInError as error:
            return _new_passkey(door, wrong=str(error)), error.http_status
        flash(f"The passkey “{made.label}” is added.")
        return redirect(url_for("account.page"), 303)

    @pages.post("/account/remove-passkey")
    @needs(fresh=True)
    def remove_passkey() -> Response:
        name, id = current_person().name, request.form.get("id", "")
        with door.store.transaction() as inside:
            with inside.accounts() as accounts:
                account, own = accounts.account(name), accounts.passkeys(name)
                if id not in {each.id for each in own}:
                    raise SignInError("this passkey is gone already")
                if len(own) == 1 and (account is None or not account.password):
                    raise SignInError("this is your only way in; add another first")
                accounts.forget_passkey(name, id)
            inside.record([Event(door.clock(), name, "person.passkey-remove", name)])
        flash("The passkey is removed.")
        return redirect(url_for("account.page"), 303)

    @pages.get("/account/password")
    @needs(fresh=True)
    def password() -> str:
        return _password(door)

    @pages.post("/account/password")
    @needs(fresh=True)
    def set_password() -> Response | tuple[str, int]:
        name = current_person().name
        with door.store.accounts() as accounts:
            account = accounts.account(name)
        try:
            if account is None:
                raise SignInError("this account has no way in any more")
            changed = with_password(door, account)
        except (SignInError, FieldError) as error:
            return _password(door, wrong=str(error)), error.http_status
        with door.store.transaction() as inside:
            with inside.accounts() as accounts:
                accounts.keep_account(changed)
            inside.record([Event(door.clock(), name, "person.password", name)])
        flash("Password and code generator are set.")
        return redirect(url_for("account.page"), 303)

    @pages.post("/account/sign-out")
    @needs()
    def sign_out() -> Response:
        name = current_person().name
        with door.store.transaction() as inside:
            with inside.accounts() as accounts:
                accounts.sign_out(name, request.form.get("id", ""))
            inside.record([Event(door.clock(), name, "person.sign-out", name)])
        flash("That browser is signed out.")
        return redirect(url_for("account.page"), 303)

    return pages


def _page(door: Door) -> str:
    name = current_person().name
    with door.store.accounts() as accounts:
        account, own = accounts.account(name), accounts.passkeys(name)
        browsers, left = accounts.signed_in_as(name), len(accounts.recovery_codes(name))
    at, record = door.clock(), cookies.here().record
    return render_template(
        "accounts/account.html",
        passkeys=own,
        has_password=account is not None and bool(account.password),
        codes_left=left,
        browsers=[each for each in browsers if sessions.is_alive(each, at=at)],
        here="" if record is None else record.id,
    )


def _new_passkey(door: Door, *, wrong: str = "") -> str:
    name = current_person().name
    with door.store.accounts() as accounts:
        account, own = accounts.account(name), accounts.passkeys(name)
    if account is None:
        raise SignInError("this account has no way in any more; ask an operator for a new link")
    return render_template(
        "accounts/new_passkey.html",
        wrong=wrong,
        label=sessions.browser_named(request.user_agent.string),
        options=door.ask(passkeys.ask_for_new(account, own, door.place())),
    )


def _password(door: Door, *, wrong: str = "") -> str:
    return render_template(
        "accounts/password.html",
        wrong=wrong,
        generator=generator(door, current_person().name),
        shortest=passwords.SHORTEST,
    )
