"""A computer that somebody looks after: what they fixed holds, is said, and can't be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.chromium import Chromium
from tests.browser.support.pages import HELPLINE, WEATHER
from tests.browser.support.pages_open import open_page
from tests.browser.support.policies import CHROMIUM_POLICIES, policy, with_an_id_of_its_own
from tests.browser.support.waiting import until

LIBRARY = f"https://{WEATHER}/"
FIXED = {
    "decoyUrl": LIBRARY,
    "updates": False,
    "workplaces": ["work.test"],
    "openWelcome": True,
    "key": "F9",
}
"""The last one is none that a policy may fix."""


def may_write_policies(browser: Browser) -> bool:
    probe = CHROMIUM_POLICIES.parents[1]
    try:
        (probe / "probe").touch()
        (probe / "probe").unlink()
    except OSError:
        return browser.name != "chromium"
    return True


def test_what_a_policy_fixes_holds_and_is_said(browser: Browser, extension: Path) -> None:
    if not may_write_policies(browser):
        pytest.skip("Chromium reads policies from /etc alone, and this is not root")
    own = with_an_id_of_its_own(extension, browser.place.root / "managed")
    with policy(browser, own, FIXED):
        browser.start(own)
        opened = "the first screen opened by itself"
        until(lambda: any("pages/welcome" in tab.url for tab in browser.tabs()), opened)

        open_page(browser, own, "options")
        until(lambda: browser.script("return document.querySelectorAll('.managed').length"), "said")
        notes = browser.script(
            "return [...document.querySelectorAll('.managed')].map((e) => e.textContent)"
        )
        assert len(notes) == 2
        assert all("organisation" in note for note in notes)
        fixed = browser.script(
            "return [...document.querySelectorAll('#updates, #choices, #key, #press')]"
            ".filter((control) => control.disabled).map(({ id }) => id)"
        )
        assert set(fixed) == {"updates", "choices"}
        assert not browser.find("#updates").is_selected()
        page = ExtensionPage(browser)
        refused = page.send({"type": "settings.set", "key": "updates", "value": True})
        assert refused == {"error": "managed"}
        assert page.send({"type": "settings.get"})["settings"]["key"] == "Escape"
        assert "settings" not in page.call("storage.local.get", None)

        browser.open_tab(f"https://{HELPLINE}/")
        browser.press()
        until(lambda: browser.front().url == LIBRARY, "one lands where the policy says")
        browser.drive_front()
        browser.withdraw_access(own)
        open_page(browser, own, "options")
        first = browser.script("return document.querySelector('#facts li').dataset")
        assert first["tone"] == "attention", "access that was taken away is said first"
        if isinstance(browser, Chromium):
            assert browser.complaints(own) == [], (
                "its extensions page has nothing to say against it"
            )
        browser.quit()
