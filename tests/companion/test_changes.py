"""The difference between two lists, and when it takes too much away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from companion.errors import SigningError
from companion.publishing.target import list_target
from companion.releases.changes import Line, changes_between, parse_list, read_list

FIXTURES = Path(__file__).parents[1] / "fixtures/removals.json"
FIXTURE: dict[str, Any] = json.loads(FIXTURES.read_text("utf-8"))


def as_list(entries: list[dict[str, Any]]) -> bytes:
    lines = [
        Line(each["host"], each["subdomains"], tuple(each.get("paths", ()))) for each in entries
    ]
    return list_target(lines, [])


@pytest.mark.parametrize("case", FIXTURE["cases"], ids=lambda case: case["name"])
def test_what_is_gone_or_covers_less_is_counted(case: dict[str, Any]) -> None:
    changes = changes_between(parse_list(as_list(case["old"])), parse_list(as_list(case["new"])))

    assert (changes.removals, changes.is_mass_removal) == (case["removals"], case["mass"])


@pytest.mark.parametrize("case", FIXTURE["limits"])
def test_a_mass_removal_is_more_than_fifty_lines_or_a_tenth(case: dict[str, Any]) -> None:
    old = [{"host": f"h{number}.example", "subdomains": True} for number in range(case["before"])]
    new = old[case["removals"] :]

    changes = changes_between(parse_list(as_list(old)), parse_list(as_list(new)))

    assert changes.is_mass_removal is case["mass"]


def test_every_difference_is_a_sentence() -> None:
    old = b'{"entries":[{"host":"a.example","subdomains":true},{"host":"b.example","paths":["/x"],'
    old += b'"subdomains":false}],"format":1,"searches":[{"language":"en","term":"old"}]}'
    new = b'{"entries":[{"host":"b.example","paths":["/y"],"subdomains":false},{"host":"c.example",'
    new += b'"subdomains":false}],"format":1,"searches":[{"language":"en","term":"new"}]}'

    assert list(changes_between(parse_list(old), parse_list(new)).sentences()) == [
        "+ c.example (alone)",
        "- a.example (with subdomains)",
        "~ b.example (/x, alone) becomes b.example (/y, alone)  [covers less than before]",
        "+ search term 'new' (en)",
        "- search term 'old' (en)",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not a list"),
        (b"[]", "not a list"),
        (b'{"entries":[],"format":2,"searches":[]}', "format 2"),
        (b'{"entries": [],"format":1,"searches":[]}', "one spelling"),
        (b'{"entries":[],"extra":1,"format":1,"searches":[]}', "one spelling"),
        (b'{"entries":[{"host":"co.uk","subdomains":true}],"format":1,"searches":[]}', "co.uk"),
        (b'{"entries":[{"host":"10.0.0.1","subdomains":true}],"format":1,"searches":[]}', "rule"),
        (b'{"entries":[{"host":"A.org","subdomains":true}],"format":1,"searches":[]}', "normal"),
        (b'{"entries":[{"host":"google.com","subdomains":true}],"format":1,"searches":[]}', "goog"),
        (b'{"entries":[{"host":"help.test","subdomains":true}],"format":1,"searches":[]}', "test"),
    ],
)
def test_a_list_that_clients_would_refuse_is_not_read(content: bytes, reason: str) -> None:
    with pytest.raises(SigningError, match=reason):
        read_list(content, development=False)


def test_a_host_is_named_once() -> None:
    line = Line("a.org", subdomains=True)
    with pytest.raises(SigningError, match="twice"):
        read_list(list_target([line, line], []), development=False)
