"""Lists as files: what is exported can be read again, and what cannot is named by its line."""

from __future__ import annotations

import json

import pytest

from companion.entries.files import read_csv, read_json, write_csv, write_json
from companion.entries.models import NumberedProposal, Proposal, State
from companion.errors import BadLine, ImportFileError
from tests.companion.support import an_entry

HEADER = "host,paths,exact_host,name,category,country,language,evidence,state,contact,storage"
AWKWARD = an_entry("police.test", "/a,b", "/gewalt/h%C3%A4uslich", state=State.UNVERIFIED)
WRITTEN = NumberedProposal(
    2,
    Proposal(
        "police.test",
        paths=("/a,b", "/gewalt/h%C3%A4uslich"),
        name="Help",
        category="other",
        evidence="https://help.test/about",
    ),
    "unverified",
)


def test_what_is_written_as_csv_reads_as_it_was() -> None:
    assert read_csv(write_csv([AWKWARD])) == [WRITTEN]


def test_what_is_written_as_json_reads_as_it_was() -> None:
    (read,) = read_json(write_json([AWKWARD]))

    assert isinstance(read, NumberedProposal)
    assert (read.number, read.proposal) == (1, WRITTEN.proposal)


def test_csv_has_the_columns_that_are_documented() -> None:
    assert write_csv([]) == f"{HEADER}\n"


def test_columns_may_be_left_out_or_come_in_another_order() -> None:
    (read,) = read_csv("evidence,category,name,host\nhttps://help.test/,other,Help,help.test\n")

    assert isinstance(read, NumberedProposal)
    assert read.proposal == Proposal(
        "help.test", name="Help", category="other", evidence="https://help.test/"
    )


def test_a_file_of_a_spreadsheet_is_read_as_well() -> None:
    text = (
        f"\ufeff{HEADER}\r\nhelp.test,,YES,Help,other,,,https://help.test/,,,\r\n\r\n,,,,,,,,,,\r\n"
    )
    (read,) = read_csv(text)

    assert isinstance(read, NumberedProposal)
    assert read.proposal.exact_host


def test_a_line_is_counted_where_it_begins() -> None:
    quoted = '"Help\nfor all"'
    text = f"{HEADER}\na.test,,no,{quoted},other,,,https://a.test/,,,\n\nb.test,,maybe,B,other,,,x,,,\n"

    first, second = read_csv(text)

    assert isinstance(first, NumberedProposal)
    assert first.number == 2
    assert second == BadLine(5, "exact_host 'maybe' is neither yes nor no")


def test_a_line_with_a_cell_too_many_is_named() -> None:
    assert read_csv("host,name,category,evidence\na.test,A, B,other,https://a.test/\n") == [
        BadLine(2, "has 5 cells, the header has 4")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no column 'host'"),
        ("host,name\na.test,A\n", "no column 'category'"),
        (f"{HEADER},note\n", "unknown column 'note'"),
        (f"{HEADER},host\n", "names a column twice"),
        (f'{HEADER}\na.test,"A\n', "line 2 is not CSV"),
    ],
)
def test_a_file_that_is_no_such_csv_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ImportFileError, match=reason):
        read_csv(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1 is not JSON"),
        ('{"entries": [}', "line 1 is not JSON"),
        ("[]", "entries"),
        ('{"entries": {}}', "entries"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_file_that_is_no_such_json_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ImportFileError, match=reason):
        read_json(text)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("help.test", "is not an object"),
        ({"host": "help.test", "note": ""}, "unknown field 'note'"),
        ({"host": 1}, "host is not a string"),
        ({"host": "help.test", "name": None}, "name is not a string"),
        ({"host": "help.test", "paths": "/a"}, "paths is not a list of strings"),
        ({"host": "help.test", "paths": [1]}, "paths is not a list of strings"),
        ({"host": "help.test", "exact_host": "yes"}, "exact_host is neither true nor false"),
    ],
)
def test_an_entry_that_is_no_such_json_is_named(entry: object, reason: str) -> None:
    _, bad = read_json(json.dumps({"entries": [{}, entry]}))

    assert isinstance(bad, BadLine)
    assert bad.number == 2
    assert reason in bad.reason
