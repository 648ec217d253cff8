"""The companion and the extension agree about what an entry covers: both read the same fixtures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from companion.entries.matching import ListedSite, Matcher

FIXTURES = Path(__file__).parents[1] / "fixtures" / "matching.json"
CASES: list[dict[str, Any]] = json.loads(FIXTURES.read_text(encoding="utf-8"))["cases"]


def site(entry: dict[str, Any]) -> ListedSite:
    paths = entry.get("paths")
    return ListedSite(entry["host"], entry["subdomains"], None if paths is None else tuple(paths))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_address_is_covered_as_the_shared_fixtures_say(case: dict[str, Any]) -> None:
    sites = [site(entry) for entry in case["entries"]]

    found = Matcher(sites).match(case["url"])

    assert (found.host if found else None) == case["match"]
    if "wins" in case:
        assert found is sites[case["wins"]]


def test_the_shared_fixtures_are_there() -> None:
    assert len(CASES) > 80


@pytest.mark.parametrize(
    ("host", "covered"),
    {
        "☃.help.test": True,
        "xn--n3h.help.test": True,
        "_x.help.test": True,
        "he\u00adlp.test": True,
        "ｈelp.test": True,
        "xn--.help.test": False,
        "xn--a.help.test": False,
        "\u200dx.help.test": False,
        "he lp.test": False,
    }.items(),
)
def test_a_host_is_read_as_browsers_read_it(host: str, covered: bool) -> None:
    help_site = ListedSite("help.test", subdomains=True)

    assert (Matcher([help_site]).match(f"https://{host}/") is help_site) == covered
