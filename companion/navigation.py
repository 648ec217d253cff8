"""What the head of every page offers, to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from companion.accounts.models import Person, Role


@dataclass(frozen=True)
class Item:
    """A link in the head. ``endpoint`` is Flask's name of the view."""

    label: str
    endpoint: str
    roles: frozenset[Role] = frozenset(Role)


ITEMS: Final = (
    Item("Sites", "entries.index"),
    Item("Search terms", "entries.terms"),
    Item("Protected?", "entries.protected"),
    Item("Checks", "checks.index"),
    Item("Releases", "releases.index"),
    Item("Health", "health.page"),
    Item("People", "people.page", frozenset({Role.OPERATOR})),
)


def items_for(person: Person | None) -> list[Item]:
    """Return what ``person`` may open; nothing for somebody who is not signed in."""
    return [each for each in ITEMS if person is not None and person.roles & each.roles]
