"""The console as a client without a browser sees it, signed in as whoever a test needs."""

from __future__ import annotations

import html
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from companion.accounts import sessions
from companion.accounts.models import Person, Role
from companion.app import create_app
from companion.clock import utc_now
from companion.config import Config
from companion.entries.store import Store

COOKIE = "sidestep"


class Visitor:
    """Somebody at the console. Forms are sent as a page of the console sends them."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()

    def get(self, address: str, **more: Any) -> TestResponse:
        return self.client.get(address, **more)

    def post(
        self, address: str, form: Mapping[str, Any] | None = None, *, page: str = "", **more: Any
    ) -> TestResponse:
        """Send ``form`` with the token that ``page`` holds; any page of a session has the same."""
        token = self.token(page or "/sign-in")
        return self.client.post(address, data={"csrf_token": token, **(form or {})}, **more)

    def token(self, page: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        return html.unescape(found[1]) if found else ""


class Console:
    """The console of one home, and a way in for anybody."""

    def __init__(
        self, config: Config, store: Store, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.store, self._clock = store, clock
        self.app = create_app(config=config, store=store, clock=clock)

    def stranger(self) -> Visitor:
        """Somebody who is not signed in."""
        return Visitor(self.app)

    def sign_in(self, name: str, *roles: Role) -> Visitor:
        """Return ``name``, signed in a moment ago; added with ``roles`` if nobody has the name."""
        if not self.store.was_person(name):
            self.store.add_person(Person(name, frozenset(roles)), at=self._clock())
        token = secrets.token_urlsafe()
        record = sessions.begin(
            name, id=secrets.token_hex(8), browser="A browser", at=self._clock()
        )
        with self.store.accounts() as accounts:
            accounts.begin_signed_in(sessions.digest_of(token), record, "{}")
        visitor = Visitor(self.app)
        visitor.client.set_cookie(COOKIE, token)
        return visitor
