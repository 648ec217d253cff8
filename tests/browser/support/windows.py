"""Windows as people open and put them away by hand."""

from __future__ import annotations

from tests.browser.support.browser import Browser
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until

PRIVATE_WINDOW = """
Services.wm.getMostRecentWindow("navigator:browser").OpenBrowserWindow({ private: true });
"""


def open_private_window(browser: Browser) -> None:
    """Open one and drive its tab."""
    before = set(browser.driver.window_handles)
    if isinstance(browser, Firefox):
        browser.privileged(PRIVATE_WINDOW)
    else:
        browser.observer.call("windows.create", {"incognito": True, "url": "about:blank"})
    until(lambda: set(browser.driver.window_handles) - before, "a private window is open")
    (handle,) = set(browser.driver.window_handles) - before
    browser.driver.switch_to.window(handle)


def minimise_ordinary_windows(browser: Browser) -> None:
    """The observer knows of no others: it is not allowed in private windows."""
    for window in browser.observer.call("windows.getAll"):
        browser.observer.call("windows.update", window["id"], {"state": "minimized"})


def close_ordinary_tabs(browser: Browser) -> None:
    tabs = browser.observer.call("tabs.query", {})
    browser.observer.call("tabs.remove", [tab["id"] for tab in tabs])
    until(lambda: not browser.observer.call("tabs.query", {}), "the ordinary windows are closed")
