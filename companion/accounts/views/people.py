"""The operators' page about people: who they are, what they may do, and links for new ones."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts import invitations, service
from companion.accounts.guard import current_person, needs
from companion.accounts.models import Invitation, Role
from companion.accounts.views.door import Door
from companion.errors import InputError, PersonError

WHAT_ROLES_DO: Mapping[Role, str] = {
    Role.EDITOR: "write lines of the list, and propose releases",
    Role.REVIEWER: "do that too, and approve what others wrote",
    Role.OPERATOR: "look after people, publishing and backups",
}


def people_pages(door: Door) -> Blueprint:
    """Return the pages about people."""
    pages = Blueprint("people", __name__)

    @pages.get("/people")
    @needs(Role.OPERATOR)
    def page() -> str:
        return _page(door)

    @pages.get("/people/new")
    @needs(Role.OPERATOR, fresh=True)
    def new() -> str:
        return _new()

    @pages.post("/people/new")
    @needs(Role.OPERATOR, fresh=True)
    def add() -> str | tuple[str, int]:
        name, by = request.form.get("name", "").strip(), current_person().name
        try:
            person = service.add_person(door.store, name, _roles(), by=by, at=door.clock())
        except InputError as error:
            return _new(wrong=str(error)), error.http_status
        return _invited(door, person.name)

    @pages.get("/person/<name>")
    @needs(Role.OPERATOR, fresh=True)
    def one(name: str) -> str:
        return _one(door, name)

    @pages.post("/person/<name>/roles")
    @needs(Role.OPERATOR, fresh=True)
    def roles(name: str) -> Response | tuple[str, int]:
        by = current_person().name
        try:
            service.change_roles(door.store, name, _roles(), by=by, at=door.clock())
        except InputError as error:
            return _one(door, name, wrong=str(error)), error.http_status
        flash(f"{name} has other roles now, and has to sign in again.")
        return redirect(url_for("people.page"), 303)

    @pages.post("/person/<name>/invite")
    @needs(Role.OPERATOR, fresh=True)
    def invite(name: str) -> str | tuple[str, int]:
        return _invited(door, name)

    @pages.post("/person/<name>/remove")
    @needs(Role.OPERATOR, fresh=True)
    def remove(name: str) -> Response | tuple[str, int]:
        by = current_person().name
        try:
            service.remove_person(door.store, name, by=by, at=door.clock())
        except InputError as error:
            return _one(door, name, wrong=str(error)), error.http_status
        flash(f"{name} is removed and signed out.")
        return redirect(url_for("people.page"), 303)

    return pages


def _page(door: Door) -> str:
    with door.store.accounts() as accounts:
        waiting = {each.person: each for each in accounts.invitations()}
    return render_template(
        "accounts/people.html",
        people=door.store.people(),
        states={name: _state(each, door) for name, each in waiting.items()},
    )


def _state(invitation: Invitation, door: Door) -> str:
    if door.clock() >= invitation.expires_at:
        return "the link is too old"
    return f"invited, until {invitation.expires_at:%d %B, %H:%M} UTC"


def _new(*, wrong: str = "") -> str:
    return render_template(
        "accounts/new_person.html", wrong=wrong, roles=WHAT_ROLES_DO, chosen=_chosen()
    )


def _one(door: Door, name: str, *, wrong: str = "") -> str:
    person = next((each for each in door.store.people() if each.name == name), None)
    if person is None:
        raise PersonError(f"person {name!r} is unknown")
    return render_template(
        "accounts/person.html",
        shown=person,
        wrong=wrong,
        roles=WHAT_ROLES_DO,
        is_self=name == current_person().name,
    )


def _invited(door: Door, name: str) -> str:
    token = service.invite(door.store, name, by=current_person().name, at=door.clock())
    return render_template(
        "accounts/invited.html",
        name=name,
        link=invitations.link_to(door.place().origin, token),
        hours=int(invitations.GOOD_FOR.total_seconds() // 3600),
    )


def _chosen() -> list[str]:
    return request.form.getlist("roles")


def _roles() -> list[Role]:
    """Return the roles that were ticked.

    Raises:
        PersonError: one is none.
    """
    try:
        return [Role(each) for each in _chosen()]
    except ValueError:
        raise PersonError(f"there is no role {_chosen()!r}") from None
