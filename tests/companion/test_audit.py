"""A trail in which every change of the past shows."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from tests.companion.support import Home


@pytest.fixture
def busy(home: Home) -> Home:
    for host in ("one.test", "two.test", "three.test"):
        home.add(host)
    home.sidestep("entry", "remove", "two.test")
    return home


def tamper(home: Home, *statements: str) -> None:
    """Change the trail as somebody with the database file could, triggers or not."""
    with contextlib.closing(sqlite3.connect(home.config.database)) as connection:
        connection.executescript(
            "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete;" + ";".join(statements)
        )


def test_a_trail_that_nobody_touched_is_whole(busy: Home) -> None:
    verified = busy.sidestep("audit", "verify")

    assert verified.code == 0
    assert verified.out.startswith("4 records\t")


def test_the_trail_says_who_did_what_to_which(busy: Home) -> None:
    lines = [line.split("\t") for line in busy.sidestep("audit", "list").out.splitlines()]

    assert [line[3:5] for line in lines] == [
        ["entry.add", "one.test"],
        ["entry.add", "two.test"],
        ["entry.add", "three.test"],
        ["entry.remove", "two.test"],
    ]
    assert busy.sidestep("audit", "list", "--subject", "one.test").out.count("\n") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET person = 'eve' WHERE number = 2",
        "UPDATE audit SET subject = 'other.test' WHERE number = 4",
        "UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE number = 1",
        "DELETE FROM audit WHERE number = 3",
        "DELETE FROM audit WHERE number = 1",
        "INSERT INTO audit VALUES (5, '2026-01-01 00:00:00.000000', '', 'a', 'b', '', 'c')",
    ],
)
def test_a_record_changed_taken_out_or_put_in_shows(busy: Home, statement: str) -> None:
    tamper(busy, statement)

    refusal = busy.sidestep("audit", "verify")

    assert (refusal.code, refusal.err.count("\n")) == (1, 1)
    assert "audit record" in refusal.err


def test_an_end_that_was_cut_off_shows_against_a_hash_that_was_noted(busy: Home) -> None:
    head = busy.sidestep("audit", "verify").out.split()[-1]
    busy.add("four.test")
    assert busy.sidestep("audit", "verify", "--head", head).code == 0

    tamper(busy, "DELETE FROM audit WHERE number >= 4")

    assert busy.sidestep("audit", "verify").code == 0
    refusal = busy.sidestep("audit", "verify", "--head", head)
    assert (refusal.code, "cut or replaced" in refusal.err) == (1, True)


@pytest.mark.parametrize("statement", ["UPDATE audit SET person = 'eve'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_past(busy: Home, statement: str) -> None:
    with (
        contextlib.closing(sqlite3.connect(busy.config.database)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append only"),
    ):
        connection.execute(statement)


def test_what_was_refused_leaves_no_record(busy: Home) -> None:
    assert busy.add("co.uk").code == 2
    assert busy.add("one.test").code == 2

    assert busy.sidestep("audit", "verify").out.startswith("4 records")
