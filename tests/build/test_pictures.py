"""Every picture of a page is in the list that says what was seen on it, and every line has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER, PAGES = ROOT / "docs/screenshots", ROOT / "extension/pages"
LISTS = {
    FOLDER: ["index.md"],
    FOLDER / "console": ["people-and-releases.md", "sites.md"],
}
LINE = re.compile(r"^\| (?P<pictures>.*\.png\).*) \| (?P<seen>.*) \|$", re.MULTILINE)


@pytest.mark.parametrize("folder", LISTS, ids=["extension", "console"])
def test_each_picture_has_a_line_and_each_line_says_what_was_seen(folder: Path) -> None:
    text = "\n".join((folder / name).read_text("utf-8") for name in LISTS[folder])
    lines = [*LINE.finditer(text)]
    named = [name for line in lines for name in re.findall(r"\(([^)]*\.png)\)", line["pictures"])]

    assert sorted(named) == sorted(path.name for path in folder.glob("*.png"))
    assert len(lines) > 20
    assert all(len(line["seen"].split()) >= 3 for line in lines)


def test_both_browsers_themes_and_all_languages_have_every_page() -> None:
    parts = [path.stem.split("-") for path in FOLDER.glob("*.png")]
    assert {browser for browser, *_ in parts} == {"chromium", "firefox"}
    pages = {page for _, page, *_ in parts}
    assert pages == {
        path.name for path in PAGES.iterdir() if (path / f"{path.name}.html").is_file()
    }
    assert len(parts) == 2 * len(pages) * len({"en", "long", "rtl"}) * len({"light", "dark"})
