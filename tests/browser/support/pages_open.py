"""The extension's own pages, opened and waited for."""

from __future__ import annotations

from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.waiting import until

PAGES = ("welcome", "options", "seen", "help", "popup", "open")

IS_THERE = """
return location.href === arguments[0]
  && Boolean((globalThis.browser ?? globalThis.chrome)?.runtime?.id);
"""

IS_FILLED = {
    "welcome": "!document.getElementById('private-fact').hidden"
    " && document.querySelector('#choices :checked')",
    "options": "document.querySelectorAll('#facts li').length > 0"
    " && document.querySelector('#choices :checked')"
    " && document.getElementById('handoff-state').textContent !== ''",
    "seen": "document.getElementById('look').textContent !== ''",
    "help": "document.querySelector('details[open]') && document.querySelector('#command kbd')",
    "open": "document.querySelector('h1').textContent !== ''",
    "popup": "document.getElementById('list').textContent !== ''",
}
"""What each page shows only after the rest of the extension has answered."""


def open_page(browser: Browser, extension: Path, name: str) -> None:
    """Open a page of the extension in the driven tab; returns when it shows all that it shows."""
    address = browser.extension_url(extension, f"pages/{name}/{name}.html")
    until(lambda: _loads(browser, address), f"{address} is open")
    filled = f"return document.readyState === 'complete' && Boolean({IS_FILLED[name]});"
    until(lambda: browser.script(filled), f"the page {name} shows the state")
    browser.script("scrollTo(0, 0)")


def _loads(browser: Browser, address: str) -> bool:
    """An extension that is just being loaded has no pages yet."""
    browser.driver.get(address)
    return bool(browser.script(IS_THERE, address))
