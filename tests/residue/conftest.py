"""Browsers, as the tests in ``tests/browser`` are given them."""

from tests.browser.conftest import browser_name, make_browser

__all__ = ["browser_name", "make_browser"]
