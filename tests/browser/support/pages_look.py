"""How a page is shown to somebody: theme, forced colours, less motion, width and zoom."""

from __future__ import annotations

import contextlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass

from selenium.webdriver.chrome.webdriver import WebDriver as ChromeDriver

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until

THEMES = ("light", "dark")

# the documented overrides of Firefox's own theme and accessibility settings; -1 and 0 as shipped
FIREFOX_PREFS = """
const [theme, forced, motion] = arguments;
Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", theme);
Services.prefs.setIntPref("browser.display.document_color_use", forced);
Services.prefs.setIntPref("ui.prefersReducedMotion", motion);
"""

# the same that WebDriver BiDi's browsingContext.setViewport does: a window is never that narrow
FIREFOX_SIZE = """
const { style } = Services.wm.getMostRecentWindow("navigator:browser").gBrowser.selectedBrowser;
for (const [side, pixels] of [["width", arguments[0]], ["height", arguments[1]]]) {
  for (const name of [`min-${side}`, `max-${side}`]) {
    if (pixels) style.setProperty(name, `${pixels}px`);
    else style.removeProperty(name);
  }
}
"""

WATCHES = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  @media (prefers-color-scheme: light) { :root { --seen-theme: light } }
  @media (prefers-color-scheme: dark) { :root { --seen-theme: dark } }
  @media (forced-colors: active) { :root { --seen-colours: forced } }
  @media (prefers-reduced-motion: reduce) { :root { --seen-motion: less } }
`);
document.adoptedStyleSheets = [sheet];
"""
"""Given to a page before a setting changes: a sheet added later sees the change sooner than the
page's own, and so does ``matchMedia`` in Firefox.
"""

IS_SHOWN = """
const style = getComputedStyle(document.documentElement);
const seen = (name) => style.getPropertyValue(`--seen-${name}`).trim();
const [theme, forced, motion] = arguments;
return seen("theme") === theme && seen("colours") === (forced ? "forced" : "")
  && seen("motion") === (motion ? "less" : "");
"""


@dataclass(frozen=True)
class Look:
    """What a person has set for all pages."""

    theme: str = "light"
    forced_colours: bool = False
    less_motion: bool = False


def show_as(browser: Browser, look: Look) -> None:
    """Show the driven tab as ``look`` says, and wait until its page is styled so."""
    browser.script(WATCHES)
    if isinstance(browser, Chromium):
        _chrome(browser).execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {
                "features": [
                    {"name": "prefers-color-scheme", "value": look.theme},
                    {"name": "forced-colors", "value": "active" if look.forced_colours else "none"},
                    {
                        "name": "prefers-reduced-motion",
                        "value": "reduce" if look.less_motion else "no-preference",
                    },
                ]
            },
        )
    if isinstance(browser, Firefox):
        theme = 0 if look.theme == "dark" else 1
        browser.privileged(
            FIREFOX_PREFS, theme, 2 if look.forced_colours else 0, int(look.less_motion)
        )
    until(
        lambda: browser.script(IS_SHOWN, look.theme, look.forced_colours, look.less_motion),
        f"the page is styled for {look}",
    )


@contextlib.contextmanager
def size(browser: Browser, width: int, height: int) -> Iterator[None]:
    """The driven tab's page has this many CSS pixels across and down for the block."""
    before = browser.script("return innerWidth")
    if isinstance(browser, Chromium):
        _chrome(browser).execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
    if isinstance(browser, Firefox):
        browser.privileged(FIREFOX_SIZE, width, height)
    until(lambda: browser.script("return innerWidth") == width, f"the page is {width} px wide")
    try:
        yield
    finally:
        if isinstance(browser, Chromium):
            _chrome(browser).execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        if isinstance(browser, Firefox):
            browser.privileged(FIREFOX_SIZE, 0, 0)
    until(lambda: browser.script("return innerWidth") == before, "the page is as wide as before")


def picture(browser: Browser) -> bytes:
    """The whole page of the driven tab, below the fold too, as PNG."""
    if isinstance(browser, Chromium):
        devtools = _chrome(browser)
        content = devtools.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        if content["height"] <= browser.script("return innerHeight"):
            shot = devtools.execute_cdp_cmd("Page.captureScreenshot", {})
            return b64decode(shot["data"])
        # what lies beyond the window is laid out without a scroll bar, and would be cut by it
        width = max(content["width"], browser.script("return innerWidth"))
        shot = devtools.execute_cdp_cmd(
            "Page.captureScreenshot",
            {"clip": {**content, "width": width, "scale": 1}, "captureBeyondViewport": True},
        )
        return b64decode(shot["data"])
    driver = browser.driver
    return bytes(driver.get_full_page_screenshot_as_png())  # type: ignore[attr-defined]


def _chrome(browser: Browser) -> ChromeDriver:
    assert isinstance(browser.driver, ChromeDriver)
    return browser.driver
