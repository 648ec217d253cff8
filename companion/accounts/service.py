"""Decides who is known and who may do what. Time and store are given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Final, Protocol, Self

from companion.accounts import invitations
from companion.accounts.models import OPERATORS, Invitation, Person, Role
from companion.audit.models import Event
from companion.errors import DuplicateError, NotAllowedError, PersonError

_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")


class InvitationStore(Protocol):
    """Keeps how people sign in."""

    def forget_account(self, person: str) -> None:
        """Forget every way in that ``person`` has, and sign them out everywhere."""

    def keep_invitation(self, invitation: Invitation) -> None:
        """Keep a new invitation; earlier ones of the same person do not work any more."""


class PeopleStore(Protocol):
    """Keeps people. It decides nothing."""

    def transaction(self) -> AbstractContextManager[Self]:
        """Yield a store whose reads and writes are one."""

    def people(self) -> list[Person]:
        """Return everybody who was added and not removed, by name."""

    def was_person(self, name: str) -> bool:
        """Say whether somebody of this name was ever added."""

    def add_person(self, person: Person, *, at: datetime) -> None:
        """Keep somebody whose name is new."""

    def remove_person(self, name: str, *, at: datetime) -> None:
        """Mark somebody as removed; what they did stays theirs."""

    def set_roles(self, person: Person) -> None:
        """Keep the roles of somebody who is known."""

    def end_sessions(self, name: str) -> None:
        """Sign somebody out everywhere."""

    def accounts(self) -> AbstractContextManager[InvitationStore]:
        """Yield how people sign in, in the same transaction."""

    def record(self, events: Iterable[Event]) -> None:
        """Append to the audit trail."""


def allowed(store: PeopleStore, name: str, roles: frozenset[Role]) -> Person:
    """Return the person of that name, who has one of ``roles``.

    Raises:
        PersonError: no name was given, or nobody has it.
        NotAllowedError: the person has none of the roles.
    """
    if not name:
        raise PersonError("say who you are: --as NAME")
    person = next((each for each in store.people() if each.name == name), None)
    if person is None:
        raise PersonError(f"person {name!r} is unknown")
    if not person.roles & roles:
        needed = " or ".join(role for role in Role if role in roles)
        raise NotAllowedError(f"{name} may not do this; it takes the role {needed}")
    return person


def add_person(
    store: PeopleStore, name: str, roles: Iterable[Role], *, by: str, at: datetime
) -> Person:
    """Add somebody. Only an operator may, except for the first person, who has to be one.

    Raises:
        PersonError: the name is not acceptable, was used before, or no role was given.
        NotAllowedError: ``by`` is not an operator.
    """
    person = Person(name, frozenset(roles))
    if not _NAME.fullmatch(name):
        raise PersonError(f"name {name!r} is not made of lower-case letters, digits, hyphens")
    if not person.roles:
        raise PersonError(f"{name} needs a role: {', '.join(Role)}")
    with store.transaction() as inside:
        if inside.people():
            allowed(inside, by, OPERATORS)
        elif Role.OPERATOR not in person.roles:
            raise PersonError("the first person has to be an operator, who adds the others")
        if inside.was_person(name):
            raise DuplicateError(f"the name {name!r} is taken, now or by somebody earlier")
        inside.add_person(person, at=at)
        detail = ",".join(sorted(person.roles))
        inside.record([Event(at, by or name, "person.add", name, detail)])
    return person


def remove_person(store: PeopleStore, name: str, *, by: str, at: datetime) -> Person:
    """Remove somebody; the last operator stays.

    Raises:
        PersonError: nobody has that name, or nobody would be left to add others.
        NotAllowedError: ``by`` is not an operator.
    """
    with store.transaction() as inside:
        allowed(inside, by, OPERATORS)
        people = {each.name: each for each in inside.people()}
        if name not in people:
            raise PersonError(f"person {name!r} is unknown")
        left = [each for each in people.values() if each.name != name]
        if not any(Role.OPERATOR in each.roles for each in left):
            raise PersonError(f"{name} is the last operator; add another first")
        inside.remove_person(name, at=at)
        with inside.accounts() as accounts:
            accounts.forget_account(name)
        inside.record([Event(at, by, "person.remove", name)])
    return people[name]


def change_roles(
    store: PeopleStore, name: str, roles: Iterable[Role], *, by: str, at: datetime
) -> Person:
    """Give somebody other roles, and sign them out; nobody changes their own.

    Raises:
        PersonError: nobody has that name, no role was given, or no operator would be left.
        NotAllowedError: ``by`` is not an operator, or is the person.
    """
    changed = Person(name, frozenset(roles))
    if not changed.roles:
        raise PersonError(f"{name} needs a role: {', '.join(Role)}")
    with store.transaction() as inside:
        allowed(inside, by, OPERATORS)
        if by == name:
            raise NotAllowedError(f"{name} may not change their own roles; another operator may")
        people = {each.name: each for each in inside.people()}
        if name not in people:
            raise PersonError(f"person {name!r} is unknown")
        inside.set_roles(changed)
        inside.end_sessions(name)
        inside.record([Event(at, by, "person.roles", name, ",".join(sorted(changed.roles)))])
    return changed


def invite(store: PeopleStore, name: str, *, by: str, at: datetime) -> str:
    """Take away every way in that somebody has, and return the token of a link to set up new ones.

    Raises:
        PersonError: nobody has that name.
        NotAllowedError: ``by`` is not an operator.
    """
    with store.transaction() as inside:
        allowed(inside, by, OPERATORS)
        if all(each.name != name for each in inside.people()):
            raise PersonError(f"person {name!r} is unknown")
        token, invitation = invitations.invite(name, by=by, at=at)
        with inside.accounts() as accounts:
            accounts.forget_account(name)
            accounts.keep_invitation(invitation)
        inside.record([Event(at, by, "person.invite", name)])
    return token
