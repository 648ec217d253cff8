"""The page behind an invitation: how somebody will sign in from now on."""

from __future__ import annotations

import secrets
from typing import Final

from flask import Blueprint, render_template, request

from companion.accounts import (
    cookies,
    invitations,
    one_time_codes,
    passkeys,
    passwords,
    recovery,
    sessions,
)
from companion.accounts.guard import look_again, open_to_all
from companion.accounts.models import Account, Invitation, Passkey
from companion.accounts.views.door import Door
from companion.accounts.views.picture import picture_of
from companion.audit.models import Event
from companion.entries.store import Store
from companion.errors import FieldError, InvitationError, SignInError

_GENERATOR: Final = "new_generator"
_HANDLE: Final = "handle"
_HANDLE_BYTES: Final = 32


def enrol_pages(door: Door) -> Blueprint:
    """Return the pages behind an invitation."""
    pages = Blueprint("enrol", __name__)

    @pages.get("/invitation/<token>")
    @open_to_all
    def page(token: str) -> str:
        return _page(door, token, _open(door, token))

    @pages.post("/invitation/<token>/passkey")
    @open_to_all
    def passkey(token: str) -> str | tuple[str, int]:
        invitation = _open(door, token)
        try:
            account = _account(invitation.person)
            made = passkeys.take_new(
                account,
                request.form.get("credential", ""),
                door.challenge(),
                door.place(),
                label=sessions.browser_named(request.user_agent.string),
                at=door.clock(),
            )
        except SignInError as error:
            return _page(door, token, invitation, wrong=str(error)), error.http_status
        return _enrol(door, invitation, account, made)

    @pages.post("/invitation/<token>/password")
    @open_to_all
    def password(token: str) -> str | tuple[str, int]:
        invitation = _open(door, token)
        try:
            account = with_password(door, _account(invitation.person))
        except (SignInError, FieldError) as error:
            return _page(door, token, invitation, wrong=str(error)), error.http_status
        return _enrol(door, invitation, account, None)

    return pages


def with_password(door: Door, account: Account) -> Account:
    """Return ``account`` with the password of the form and the generator that it was shown.

    Raises:
        FieldError: the password is too easy.
        SignInError: the code shows that the generator was not set up.
    """
    sealed = str(cookies.here().get(_GENERATOR, ""))
    if not sealed:
        raise SignInError("that page is too old; load it again")
    secret = door.sealer.open(sealed)
    hashed = passwords.hash_password(request.form.get("password", ""), person=account.person)
    fresh = Account(account.person, account.handle, hashed, sealed)
    taken = one_time_codes.take(fresh, secret, request.form.get("code", ""), at=door.clock())
    cookies.here().pop(_GENERATOR)
    return taken


def generator(door: Door, person: str) -> dict[str, str]:
    """Return the secret of a new code generator, kept until it is confirmed, and its picture."""
    if _GENERATOR not in cookies.here():
        cookies.here()[_GENERATOR] = door.sealer.seal(one_time_codes.new_secret())
    secret = door.sealer.open(str(cookies.here()[_GENERATOR]))
    address = one_time_codes.address_for(secret, person, passkeys.TITLE)
    return {"secret": secret, "picture": picture_of(address)}


def keep_new_codes(inside: Store, person: str) -> list[str]:
    """Make recovery codes in the place of all earlier ones and return them, to be shown once."""
    codes = recovery.new_codes()
    with inside.accounts() as accounts:
        accounts.keep_recovery_codes(person, map(recovery.digest_of, codes))
    return codes


def _open(door: Door, token: str) -> Invitation:
    with door.store.accounts() as accounts:
        found = accounts.invitation(sessions.digest_of(token))
    return invitations.require_open(found, at=door.clock())


def _page(door: Door, token: str, invitation: Invitation, *, wrong: str = "") -> str:
    account = _account(invitation.person)
    return render_template(
        "accounts/invitation.html",
        token=token,
        invitation=invitation,
        wrong=wrong,
        options=door.ask(passkeys.ask_for_new(account, (), door.place())),
        generator=generator(door, invitation.person),
        shortest=passwords.SHORTEST,
    )


def _account(person: str) -> Account:
    kept = cookies.here().setdefault(_HANDLE, secrets.token_hex(_HANDLE_BYTES))
    return Account(person, bytes.fromhex(str(kept)))


def _enrol(door: Door, invitation: Invitation, account: Account, passkey: Passkey | None) -> str:
    person, at = invitation.person, door.clock()
    with door.store.transaction() as inside:
        with inside.accounts() as accounts:
            if not accounts.use_invitation(invitation.digest, at=at):
                raise InvitationError("this link was used a moment ago")
            accounts.keep_account(account)
            if passkey is not None:
                accounts.keep_passkey(passkey)
        codes = keep_new_codes(inside, person)
        how = "passkey" if passkey is not None else "password and code"
        inside.record([Event(at, person, "person.enrol", person, how)])
        cookies.sign_in(inside, person, request.user_agent.string, clock=door.clock)
    door.remember(person)
    look_again(door.store)
    return render_template("accounts/codes.html", codes=codes, welcome=person)
