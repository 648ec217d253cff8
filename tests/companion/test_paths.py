"""A path prefix has one spelling, and covers what docs/matching.md says or is refused."""

from __future__ import annotations

import pytest

from companion.entries.matching import ListedSite, Matcher
from companion.entries.paths import normalise_path
from companion.errors import PathError


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("/", "whole host"),
        ("//", "whole host"),
        ("advice", "begin with a slash"),
        ("https://police.test/advice", "begin with a slash"),
        ("/advice?x=1", "query"),
        ("/advice#top", "query"),
        ("/advice/../report", "resolve"),
        ("/./advice", "resolve"),
        ("/advice/%2e%2E/report", "resolve"),
        ("/self harm", "space"),
        ("/advice\n", "space"),
        ("/advice\x00", "space"),
        ("/advice\\stalking", "backslash"),
        ('/"advice"', "%22"),
        ("/100%", "begins no escape"),
        ("/100%zz", "begins no escape"),
        ("/" + "a" * 500, "longer than"),
    ],
)
def test_a_prefix_that_could_not_match_as_meant_is_refused(text: str, reason: str) -> None:
    with pytest.raises(PathError) as refusal:
        normalise_path(text)

    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/advice/stalking", "/advice/stalking"),
        ("/advice/stalking/", "/advice/stalking"),
        ("//advice///stalking", "/advice/stalking"),
        ("/advice/self%2Dharm", "/advice/self-harm"),
        ("/rat%c3%a9", "/rat%C3%A9"),
        ("/gewalt/häuslich", "/gewalt/h%C3%A4uslich"),
        ("/a%2fb", "/a%2Fb"),
        ("/%2573", "/%2573"),
        ("/a+b;c=d,e", "/a+b;c=d,e"),
        ("/Advice", "/Advice"),
        ("/...", "/..."),
    ],
)
def test_a_prefix_has_one_spelling(text: str, path: str) -> None:
    assert normalise_path(text) == path
    assert normalise_path(path) == path


@pytest.mark.parametrize("text", ["/gewalt/häuslich", "/self%2Dharm/", "//a///b", "/a%2fb"])
def test_an_address_that_is_written_like_the_prefix_is_covered(text: str) -> None:
    site = ListedSite("police.test", subdomains=True, paths=(normalise_path(text),))

    assert Matcher([site]).match(f"https://police.test{text}") is site
