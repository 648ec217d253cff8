"""Who a person is to the companion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. ``EDITOR``: write lines. ``REVIEWER``: write, and approve what others
    wrote. ``OPERATOR``: people, keys, publishing, backups."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """Somebody by name, with at least one role."""

    name: str
    roles: frozenset[Role]


WRITERS = frozenset({Role.EDITOR, Role.REVIEWER})
REVIEWERS = frozenset({Role.REVIEWER})
OPERATORS = frozenset({Role.OPERATOR})
EVERYBODY = frozenset(Role)
