"""A computer that somebody looks after: what they fixed holds, is said, and can't be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.chromium import Chromium
from tests.browser.support.pages import HELPLINE, INNOCENT, POLICE, WEATHER
from tests.browser.support.pages_open import open_page
from tests.browser.support.policies import CHROMIUM_POLICIES, policy, with_an_id_of_its_own
from tests.browser.support.waiting import until
from tests.residue.handoff.run import Handing

LIBRARY = f"https://{WEATHER}/"
WORK_PATH = "/advice/stalking"
WORK = f"https://{POLICE}{WORK_PATH}"
FIXED = {
    "decoyUrl": LIBRARY,
    "updates": False,
    "workplaces": [POLICE],
    "handoff": "always",
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


def workplace_stays_and_the_rest_is_handed_over(browser: Browser, extension: Path) -> None:
    """Pages of the policy's workplace open where the link is; the key leaves them all the same."""
    handing = Handing(browser, extension)
    knows = "return (await api.storage.session.get('managed')).managed?.workplaces?.length === 1;"
    with handing.desk.here() as page:
        until(lambda: page.run(knows), "the policy is known again")
    elsewhere = f"https://{INNOCENT}/"

    browser.driver.switch_to.window(handing.source)
    browser.open(elsewhere)
    follow_link(browser, WORK)
    browser.wait_url(WORK)
    assert handing.private_tabs() == []
    assert browser.sites.asked(POLICE).count(WORK_PATH) == 1
    browser.press()
    until(lambda: browser.front().url == LIBRARY, "the key leaves a workplace's page")
    browser.drive_front()

    browser.open(elsewhere)
    browser.sites.forget()
    follow_link(browser, f"https://{HELPLINE}/")
    until(
        lambda: any(HELPLINE in tab["url"] for tab in handing.private_tabs()),
        "another listed page opens in a private window",
    )
    assert browser.driver.current_url == elsewhere, "the window with the link stays"
    until(lambda: browser.sites.asked(HELPLINE).count("/") == 1, "it was asked for once")


def follow_link(browser: Browser, address: str) -> None:
    browser.script(
        "const link = document.createElement('a'); link.href = arguments[0]; link.id = 'there';"
        "link.textContent = 'there'; document.body.prepend(link);",
        address,
    )
    browser.click("#there")


@pytest.mark.long_in("firefox")
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
        assert len(notes) == 3
        assert all("organisation" in note for note in notes)
        fixed = browser.script(
            "return [...document.querySelectorAll('#updates, #choices, #key, #press, #handoff')]"
            ".filter((control) => control.disabled).map(({ id }) => id)"
        )
        assert set(fixed) == {"updates", "choices", "handoff"}
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
        workplace_stays_and_the_rest_is_handed_over(browser, own)
        browser.withdraw_access(own)
        open_page(browser, own, "options")
        first = browser.script("return document.querySelector('#facts li').dataset")
        assert first["tone"] == "attention", "access that was taken away is said first"
        if isinstance(browser, Chromium):
            assert browser.complaints(own) == [], (
                "its extensions page has nothing to say against it"
            )
        browser.quit()
