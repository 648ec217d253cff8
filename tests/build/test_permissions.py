"""The permissions are the locked ones, and each of them is explained."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tools.packaging.manifest import manifest_for

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"


def locked(browser: str) -> set[str]:
    lines = (DOCS / "permissions.lock").read_text().splitlines()
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return {permission for package, permission in pairs if package in ("both", browser)}


def built(browser: str) -> dict[str, Any]:
    source = json.loads((PROJECT / "extension/manifest.json").read_bytes())
    return manifest_for(browser, source, repository_url="https://list.example", release=True)


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_a_package_asks_for_exactly_the_locked_permissions(browser: str) -> None:
    manifest = built(browser)
    asked = {*manifest["permissions"], *(f"host:{host}" for host in manifest["host_permissions"])}
    assert asked == locked(browser)


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_a_package_asks_for_nothing_later_and_offers_nothing_to_pages(browser: str) -> None:
    forbidden = {
        "optional_permissions",
        "optional_host_permissions",
        "web_accessible_resources",
        "externally_connectable",
        "content_scripts",
    }
    assert not forbidden & built(browser).keys()


def test_every_locked_permission_is_explained_once_and_no_other() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \| (both|Firefox) \| (.+?) \| ", (DOCS / "permissions.md").read_text(), re.M
    )
    explained = [permission for permission, _, _ in rows]
    assert sorted(explained) == sorted(locked("chrome") | locked("firefox"))
    assert {name for name, place, _ in rows if place == "both"} == locked("chrome")


def test_every_permission_in_use_is_shown_by_a_test_that_is_there() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| ([^|]+) \| ([^|]+) \|$", (DOCS / "permissions.md").read_text(), re.M
    )
    assert len(rows) == len(locked("chrome") | locked("firefox"))
    for permission, used, shown in rows:
        if used.startswith("kept"):
            continue
        file, _, name = shown.strip("`").partition("::")
        assert f"def {name}(" in (PROJECT / file).read_text(), permission
