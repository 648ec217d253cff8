"""A page as a screen reader is given it: Chromium's accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from selenium.webdriver.chrome.webdriver import WebDriver as ChromeDriver

from tests.browser.support.browser import Browser

CONTROLS = {
    *("button", "link", "textbox", "searchbox", "checkbox", "radio", "combobox", "listbox"),
    *("spinbutton", "slider", "switch", "menuitem", "tab", "DisclosureTriangle"),
}
"""Roles of what can be used."""

_TEXT, _SUMMARY = "StaticText", "DisclosureTriangle"

NAMED = CONTROLS | {"image", "img", "radiogroup", "group", "navigation", "table", "dialog"}
"""Roles that say nothing without a name; a group that begins with a summary is a disclosure."""


@dataclass(frozen=True)
class Said:
    """One thing of the tree: its role, its name, its properties (``level``, ``live``, …), and all
    the words in it.
    """

    role: str
    name: str
    has: dict[str, Any]
    words: str


def said_by(browser: Browser) -> list[Said]:
    """All that a screen reader is told of the driven page, in its order, from what is shown."""
    assert isinstance(browser.driver, ChromeDriver)
    tree = browser.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    known = {node["nodeId"]: node for node in tree}

    def role_of(node: dict[str, Any]) -> str:
        return str(node.get("role", {}).get("value", ""))

    def name_of(node: dict[str, Any]) -> str:
        return str(node.get("name", {}).get("value", "")).strip()

    def with_all_below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        for each in node.get("childIds", []):
            if each in known:
                yield from with_all_below(known[each])

    return [
        Said(
            role_of(node),
            name_of(node),
            {each["name"]: each["value"].get("value") for each in node.get("properties", [])},
            " ".join(name_of(each) for each in with_all_below(node) if role_of(each) == _TEXT),
        )
        for node in with_all_below(tree[0])
        if not node["ignored"]
    ]


def unclear(said: list[Said]) -> list[str]:
    """What somebody who only listens would not make out, in words for whoever mends it."""
    return [*_unnamed(said), *_alike(said), *_headings(said), *_places(said)]


def live(said: list[Said]) -> list[Said]:
    """The regions whose changes are read out by themselves."""
    return [each for each in said if each.has.get("live") in ("polite", "assertive")]


def _unnamed(said: list[Said]) -> list[str]:
    return [
        f"{each.role} without a name, before “{after.name}”"
        for each, after in pairwise(said)
        if each.role in NAMED and not each.name and after.role != _SUMMARY
    ]


def _alike(said: list[Said]) -> list[str]:
    """Buttons of one name that do different things: nobody hears the line that they stand in."""
    names = [each.name for each in said if each.role == "button"]
    return [
        f"{names.count(name)} buttons “{name}”"
        for name in sorted({*names})
        if names.count(name) > 1
    ]


def _headings(said: list[Said]) -> list[str]:
    levels = [(int(each.has["level"]), each.name) for each in said if each.role == "heading"]
    wrong = [f"heading of level {level} without words" for level, name in levels if not name]
    if [level for level, _ in levels].count(1) != 1 or levels[0][0] != 1:
        wrong.append(f"not one first heading in front: {levels[:3]}")
    for (before, _), (level, name) in pairwise(levels):
        if level > before + 1:
            wrong.append(f"“{name}” has level {level} below level {before}")
    return wrong


def _places(said: list[Said]) -> list[str]:
    roles = [each.role for each in said]
    wrong = [] if roles.count("main") == 1 else [f"{roles.count('main')} places called main"]
    if said[0].role != "RootWebArea" or not said[0].name:
        wrong.append("the page has no title")
    return wrong
