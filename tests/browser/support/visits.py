"""Visits as people make them, for tests with and without the extension."""

from __future__ import annotations

from tests.browser.support.browser import Browser
from tests.browser.support.pages import HELPLINE, SEARCH

RESULTS = f"https://{SEARCH}/results?q=help"
HOP = f"https://{SEARCH}/out?u=https://{HELPLINE}/"
HOME = f"https://{HELPLINE}/"
READING = f"https://{HELPLINE}/reading"
MISSING = f"https://{HELPLINE}/missing"


def visit_helpline(browser: Browser) -> None:
    """Search page, click, redirect, home page, a page shown in place, and a 404: ends on the 404
    page.

    The pages set cookies and use localStorage, sessionStorage and a database.
    """
    browser.open(RESULTS)
    browser.click("#helpline")
    browser.wait_url(HOME)
    browser.wait_ready()
    browser.click("#in-page")
    browser.wait_url(READING)
    browser.click("#missing")
    browser.wait_url(MISSING)
