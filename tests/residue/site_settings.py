"""What a person sets for a site: one permission granted, one refused, a zoom; and a tab twice."""

from __future__ import annotations

import json

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until
from tests.residue.words import HOST

ORIGIN = f"https://{HOST}"
SETTINGS = "chrome://settings/content"

IN_FIREFOX = """
const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(arguments[0]);
Services.perms.addFromPrincipal(principal, "desktop-notification", Services.perms.ALLOW_ACTION);
Services.perms.addFromPrincipal(principal, "camera", Services.perms.DENY_ACTION);
const { FullZoom, gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
gBrowser.duplicateTab(gBrowser.selectedTab);
return FullZoom.enlarge();
"""


def choose(browser: Browser) -> None:
    """Allow notifications and refuse the camera, as the prompts' buttons do. In Firefox also
    enlarge the page and duplicate its tab.
    """
    if isinstance(browser, Firefox):
        browser.privileged(IN_FIREFOX, ORIGIN)
    elif isinstance(browser, Chromium):
        _choose_in_chromium(browser)


def _choose_in_chromium(browser: Chromium) -> None:
    call = browser.devtools.call
    target = call("Target.createTarget", url=SETTINGS, background=True)["targetId"]
    ready = "document.readyState === 'complete' && Boolean(globalThis.chrome?.send)"
    until(lambda: browser.devtools.evaluate(target, ready), "the settings page is ready")
    for category, setting in (("notifications", "allow"), ("media-stream-camera", "block")):
        choice = json.dumps([ORIGIN, category, setting])
        browser.devtools.evaluate(target, f"chrome.send('setOriginPermissions', {choice})")
    call("Target.closeTarget", targetId=target)
