"""What all pages have in common on which somebody proves who they are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import urlsplit

from flask import g, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from companion.accounts import one_time_codes, passkeys, recovery
from companion.accounts.cookies import here
from companion.accounts.models import Account
from companion.accounts.passwords import is_password
from companion.accounts.secret import Sealer
from companion.accounts.throttle import Throttle, Try
from companion.clock import Clock
from companion.config import Config
from companion.entries.store import Store
from companion.errors import SignInError

_CHALLENGE: Final = "challenge"
_KNOWN_S: Final = 365 * 24 * 3600
_WRONG: Final = "name, password or code is wrong"


@dataclass(frozen=True)
class Door:
    """The ways in. Each returns a name, or raises :class:`SignInError` and counts the try."""

    config: Config
    store: Store
    clock: Clock
    key: str
    throttle: Throttle

    @property
    def sealer(self) -> Sealer:
        return Sealer(self.key)

    def place(self) -> passkeys.Place:
        """Return where this request reached the console."""
        origin = self.config.console or request.host_url.rstrip("/")
        return passkeys.Place(urlsplit(origin).hostname or "", origin)

    def ask(self, question: passkeys.Question) -> str:
        """Keep the challenge for the answer that comes back, and return the options."""
        here()[_CHALLENGE] = question.challenge
        return question.options

    def challenge(self) -> str:
        """Return the challenge that was asked, which is good for one answer."""
        challenge = here().pop(_CHALLENGE, "")
        if not isinstance(challenge, str) or not challenge:
            raise SignInError("that page is too old; load it again")
        return challenge

    def by_passkey(self, answer: str) -> str:
        """Take a passkey. Nothing can be guessed here, so nothing is counted."""
        challenge, place = self.challenge(), self.place()
        id = passkeys.named_in(answer)
        with self.store.transaction() as inside, inside.accounts() as accounts:
            known = accounts.passkey(id)
            if known is None:
                raise SignInError("this passkey is not known here")
            used = passkeys.take_proof(known, answer, challenge, place, at=self.clock())
            accounts.keep_passkey(used)
        return self._present(used.person)

    def by_password(self, name: str, password: str, code: str) -> str:
        """Take password and code together: a right password alone says nothing."""
        attempt = self._attempt(name)
        with self.store.accounts() as accounts:
            account = accounts.account(name) or Account(name, b"")
        right = is_password(password, account.password)  # slow, so not while others wait to write
        try:
            if not right:
                raise SignInError(_WRONG)
            with self.store.transaction() as inside, inside.accounts() as accounts:
                current = accounts.account(name)
                if current is None or current.password != account.password:
                    raise SignInError(_WRONG)
                secret = self.sealer.open(current.totp)
                accounts.keep_account(one_time_codes.take(current, secret, code, at=self.clock()))
        except SignInError as error:
            self.throttle.count(attempt)
            raise SignInError(_WRONG) from error
        return self._present(name)

    def by_recovery_code(self, name: str, code: str) -> str:
        """Take a recovery code, which is gone then."""
        attempt = self._attempt(name)
        with self.store.transaction() as inside, inside.accounts() as accounts:
            taken = accounts.use_recovery_code(name, recovery.digest_of(code))
        if not taken:
            self.throttle.count(attempt)
            raise SignInError("name or recovery code is wrong, or the code was used before")
        return self._present(name)

    def remember(self, name: str) -> None:
        """Mark this browser as one in which ``name`` has signed in."""
        g.known_browser = {"person": name, "mark": secrets.token_hex(8)}

    def leave_mark(self, response: Response) -> Response:
        """Send the mark, if one was made in this request."""
        mark: dict[str, Any] | None = g.get("known_browser")
        if mark is not None:
            response.set_cookie(
                self._mark_name,
                self._marks.dumps(mark),
                _KNOWN_S,
                path="/",
                secure=True,
                httponly=True,
                samesite="Strict",
            )
        return response

    def _attempt(self, name: str) -> Try:
        try:
            mark = self._marks.loads(request.cookies.get(self._mark_name, ""))
        except BadData:
            mark = {}
        known = mark.get("mark", "") if mark.get("person") == name else ""
        attempt = Try(name, request.remote_addr or "", cast(str, known))
        self.throttle.admit(attempt)
        return attempt

    def _present(self, name: str) -> str:
        if all(each.name != name for each in self.store.people()):
            raise SignInError("this account was removed")
        return name

    @property
    def _marks(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.key, salt="a browser that is known")

    @property
    def _mark_name(self) -> str:
        prefix = "__Host-" if self.config.console.startswith("https:") else ""
        return f"{prefix}sidestep-known"
