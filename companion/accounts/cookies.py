"""Sessions of the console: a random token in a cookie, everything else in the database.

Before anybody is signed in there is nothing worth a row: a sealed cookie holds the form's token for
a quarter of an hour.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any, Final, cast

from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSession, SessionInterface
from itsdangerous import BadData, URLSafeTimedSerializer

from companion.accounts import sessions
from companion.accounts.models import SignedIn
from companion.clock import Clock
from companion.entries.store import Store

_BEGINNING_S: Final = 15 * 60
_TOKEN_BYTES: Final = 32


class BrowserSession(SecureCookieSession):
    """What Flask calls ``session``. ``record`` is None while nobody is signed in here."""

    def __init__(
        self,
        initial: Mapping[str, Any] | None = None,
        *,
        record: SignedIn | None = None,
        token: str = "",
    ) -> None:
        super().__init__(initial)
        self.record = record
        self.token = token
        self.is_over = False
        self.modified = False


class DatabaseSessions(SessionInterface):
    """Opens and saves sessions. Cookies are for this host, for TLS, and out of scripts' reach."""

    def __init__(self, store: Store, clock: Clock, *, key: str, is_public: bool) -> None:
        self._store, self._clock = store, clock
        self._seal = URLSafeTimedSerializer(key, salt="before signing in")
        # browsers take the prefix from TLS only, and Secure from the machine itself as well
        self._name = f"{'__Host-' if is_public else ''}sidestep"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        token = request.cookies.get(self._name, "")
        if token:
            with self._store.accounts() as accounts:
                found = accounts.signed_in(sessions.digest_of(token))
            if found is not None and sessions.is_alive(found[0], at=self._clock()):
                return BrowserSession(json.loads(found[1]), record=found[0], token=token)
        return BrowserSession(self._beginning(request))

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        current = cast(BrowserSession, session)
        if current.record is None:
            if current.is_over:
                self._forget(response, self._name)
            if current.modified:
                sealed = self._seal.dumps(dict(current))
                self._set(response, f"{self._name}-begin", sealed, _BEGINNING_S)
            return
        noted = sessions.seen(current.record, at=self._clock())
        if current.modified or noted != current.record:
            with self._store.accounts() as accounts:
                digest = sessions.digest_of(current.token)
                accounts.note_signed_in(digest, noted, json.dumps(dict(current)))
        if current.new:
            self._set(response, self._name, current.token, None)
            self._forget(response, f"{self._name}-begin")

    def _beginning(self, request: Request) -> dict[str, Any]:
        sealed = request.cookies.get(f"{self._name}-begin", "")
        try:
            found = self._seal.loads(sealed, max_age=_BEGINNING_S) if sealed else {}
        except BadData:
            found = {}
        return found if isinstance(found, dict) else {}

    def _set(self, response: Response, name: str, value: str, max_age: int | None) -> None:
        response.set_cookie(
            name, value, max_age, path="/", secure=True, httponly=True, samesite="Lax"
        )

    def _forget(self, response: Response, name: str) -> None:
        response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="Lax")


def here() -> BrowserSession:
    """Return the session of the request at work."""
    return cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]


def sign_in(store: Store, person: str, user_agent: str, *, clock: Clock) -> None:
    """Sign ``person`` in in this browser, under a new token: one that was planted is worth nothing.

    Call it inside the transaction that records why.
    """
    current = here()
    current.clear()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    record = sessions.begin(
        person,
        id=secrets.token_hex(8),
        browser=sessions.browser_named(user_agent),
        at=clock(),
    )
    with store.accounts() as accounts:
        accounts.begin_signed_in(sessions.digest_of(token), record, "{}")
    current.record, current.token, current.new = record, token, True


def sign_out(store: Store) -> None:
    """End the session of this browser."""
    current = here()
    if current.record is not None:
        with store.accounts() as accounts:
            accounts.sign_out(current.record.person, current.record.id)
    current.clear()
    current.record, current.is_over, current.modified = None, True, False
