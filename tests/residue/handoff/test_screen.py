"""The ways by the browser's own window: address bar, bookmark, drag, another program. Real keys and
a real mouse on a screen.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.sqlite_copy import opened_copy
from tests.residue.handoff.run import Handing, files_naming
from tests.residue.handoff.screen import bookmark_on, ways_on
from tests.residue.words import HOST

pytestmark = pytest.mark.long
KEPT = ("profile/favicons.sqlite", "profile/places.sqlite")
OWN_BOOKMARK: dict[str, dict[str, list[str]]] = {
    "chromium": {},
    "firefox": {file: ["host", "query"] for file in KEPT},
}
"""What Firefox keeps of a bookmark that its owner has removed: a place without any visit, and the
icon that it takes for bookmarked pages from private windows too.
"""
VISITS = """
SELECT sum(visit_count), count(last_visit_date), max(title) FROM moz_places WHERE url LIKE ?
"""


def test_the_address_bar_a_drag_and_another_program_lead_to_the_private_window(
    browser: Browser,
    extension: Path,
    display: Display,
) -> None:
    browser.start(extension, observer=False, display=display)
    handing = Handing(browser, extension)
    handing.take(ways_on(display))
    handing.leave()
    browser.quit()
    assert files_naming(browser) == {}


def test_a_bookmark_leads_to_the_private_window_and_leaves_what_the_bookmark_itself_leaves(
    browser: Browser,
    extension: Path,
    display: Display,
) -> None:
    browser.start(extension, observer=False, display=display)
    handing = Handing(browser, extension)
    handing.take([bookmark_on(display)])
    handing.leave()
    browser.quit()
    assert files_naming(browser) == OWN_BOOKMARK[browser.name]
    if browser.name == "firefox":
        with opened_copy(browser.place.profile / "places.sqlite") as places:
            assert places.execute(VISITS, [f"%{HOST}%"]).fetchone() == (0, 0, None)
