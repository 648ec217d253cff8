"""Somebody who sees the extension for the first time, and what it costs them."""

from __future__ import annotations

import time
from pathlib import Path

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.pages_open import open_page
from tests.browser.support.waiting import until


class Newcomer:
    """On the first screen, in the driven tab. Counts clicks, and seconds of a machine's pace."""

    def __init__(self, browser: Browser, extension: Path) -> None:
        self._browser = browser
        self.clicks = 0
        self._since = time.monotonic()
        open_page(browser, extension, "welcome")

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._since

    def reads_first(self) -> str:
        """What stands first on the page, below its heading."""
        first = "return document.querySelector('main').innerText.slice(0, 400)"
        return str(self._browser.script(first))

    def practises(self, *, by_button: bool = False) -> str:
        """Leave the drawing by the key or by its button; gives what the page says then."""
        if by_button:
            self._click("#practice-button")
        else:
            self._browser.press(Keys.ESCAPE)
        return until(lambda: self._says("practice-status", "That works"), "it was practised")

    def chooses_to_land_on(self, choice: str) -> str:
        """Choose one of the pages to land on by its id; gives what the page says then."""
        self._click(f"input[name=decoy][value={choice}]")
        return until(lambda: self._says("landing-status", "Saved"), "the choice is saved")

    def chooses_own_page(self, address: str) -> str:
        """Type the address of a page to land on; gives what the page says then."""
        self._click("input[name=decoy][value=own]")
        self._browser.driver.switch_to.active_element.send_keys(address + Keys.ENTER)
        said = f"Saved. You will land on {address}."
        return until(lambda: self._says("landing-status", said), "the choice is saved")

    def finishes(self) -> str:
        self._click("#ready")
        return until(lambda: self._says("ready-status", "Good"), "it is done")

    def private_windows(self) -> str:
        """What the page says of private windows now."""
        return str(self._browser.find("#private-text").text)

    def _click(self, selector: str) -> None:
        self._browser.click(selector)
        self.clicks += 1

    def _says(self, identifier: str, start: str) -> str:
        text = self._browser.driver.find_element(By.ID, identifier).text
        return text if text.startswith(start) else ""
