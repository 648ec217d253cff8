"""Who may see which page: nobody, unless the view says so.

    @pages.get("/people")
    @needs(Role.OPERATOR)
    def people() -> str: ...

A view without a mark is refused for everybody, so that a forgotten mark shows at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from companion.accounts import sessions
from companion.accounts.cookies import here
from companion.accounts.models import Person, Role
from companion.clock import Clock
from companion.entries.store import Store
from companion.errors import NotAllowedError, NotSignedInError

F = TypeVar("F", bound=Callable[..., Any])

_MARK: Final = "_may_be_seen_by"
_OPEN_ENDPOINTS: Final = frozenset({"static"})
_SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Access:
    """What a view asks for. ``roles`` is None where nobody has to be signed in."""

    roles: frozenset[Role] | None
    fresh: bool = False


def needs(*roles: Role, fresh: bool = False) -> Callable[[F], F]:
    """Let in who is signed in and has one of ``roles``; without roles, whoever is signed in.

    Args:
        fresh: the person has to have proved themselves within the last minutes.
    """
    return _marked(Access(frozenset(roles) or frozenset(Role), fresh))


def open_to_all(view: F) -> F:
    """Let everybody in. Put it below the route, as the innermost decorator."""
    return _marked(Access(None))(view)


def access_of(app: Flask, endpoint: str) -> Access | None:
    """Return what the view of ``endpoint`` asks for; None if it says nothing."""
    if endpoint.rpartition(".")[2] in _OPEN_ENDPOINTS:
        return Access(None)
    return cast(Access | None, getattr(app.view_functions[endpoint], _MARK, None))


def guard(app: Flask, store: Store, clock: Clock) -> None:
    """Ask before every request whether its view may be seen."""

    def decide() -> Response | None:
        g.person = _person(store)
        if request.endpoint is None:
            return None  # there is no such page, for anybody
        access = access_of(current_app, request.endpoint)
        if access is None:
            raise NotAllowedError(f"nobody may see {request.path}: its view does not say who may")
        if access.roles is None:
            return None
        if g.person is None:
            return _send_to_sign_in()
        if not g.person.roles & access.roles:
            needed = " or ".join(role for role in Role if role in access.roles)
            raise NotAllowedError(f"this takes the role {needed}")
        if access.fresh and not is_fresh(clock):
            return _send_to_prove()
        return None

    app.before_request(decide)


def current_person() -> Person:
    """Return who is signed in.

    Raises:
        NotSignedInError: nobody is.
    """
    person = person_or_none()
    if person is None:
        raise NotSignedInError("you are not signed in")
    return person


def person_or_none() -> Person | None:
    """Return who is signed in, for pages that are open to all."""
    return cast(Person | None, g.get("person"))


def look_again(store: Store) -> None:
    """Note who is at work after somebody has signed in within this request."""
    g.person = _person(store)


def is_fresh(clock: Clock) -> bool:
    """Say whether the person at work has proved themselves within the last minutes."""
    record = here().record
    return record is not None and sessions.is_fresh(record, at=clock())


def _marked(access: Access) -> Callable[[F], F]:
    def mark(view: F) -> F:
        setattr(view, _MARK, access)
        return view

    return mark


def _person(store: Store) -> Person | None:
    """Roles and removal count from the next request on, whatever the session was begun with."""
    record = here().record
    if record is None:
        return None
    return next((each for each in store.people() if each.name == record.person), None)


def _send_to_sign_in() -> Response:
    if request.method not in _SAFE:
        raise NotSignedInError("you are not signed in any more; sign in and do it again")
    return redirect(f"{url_for('sign_in.page')}?{_back()}", 303)


def _send_to_prove() -> Response:
    """Nothing was done. After the proof the person is on the page with the form again."""
    if request.method in _SAFE:
        return redirect(f"{url_for('sign_in.page')}?{_back()}", 303)
    came_from = urlsplit(request.referrer or "")
    path = came_from.path if came_from.netloc == request.host else "/"
    return redirect(f"{url_for('sign_in.page')}?{urlencode({'next': path})}", 303)


def _back() -> str:
    return urlencode({"next": request.full_path.removesuffix("?")})
