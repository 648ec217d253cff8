"""Sites of one's own, as a person without a mouse adds them and takes them off."""

from __future__ import annotations

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.browser import Browser
from tests.browser.support.pages_keyboard import press_with, reach
from tests.browser.support.waiting import until

FOCUS = "return document.activeElement.id"


class OwnSites:
    """The driven tab shows the options page or the popup. All is done with keys, and the focus is
    where one goes on from.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def asks_for(self, site: str) -> str:
        """Type ``site`` and press Enter; gives the problem that is said, "" if the question
        follows.
        """
        self._type(site)
        self._browser.press(Keys.ENTER)
        said = self.answer()
        self._focus_is("site" if said else "site-sure")
        return said

    def answer(self) -> str:
        """The problem that is said, "" once the question is there."""

        def said() -> tuple[str] | None:
            if self._element("site-confirm").is_displayed():
                return ("",)
            text = self._text("site-error")
            return (text,) if text else None

        return until(said, "the page asks or says why not")[0]

    def confirms(self, *, ticked: bool = True) -> str:
        """Press the button of the question; gives what is said then."""
        self._focus_is("site-sure")
        if ticked:
            self._browser.press(Keys.SPACE)
        self.press("site-add")
        return self._said()

    def cancels(self) -> None:
        """Go past the button of the question to the one that puts it away."""
        self.press("site-cancel")
        until(lambda: not self._element("site-confirm").is_displayed(), "the question is gone")

    def takes_off(self, site: str) -> str:
        self._type(site)
        self.press("site-remove")
        return self._said()

    def press(self, identifier: str) -> None:
        """Go to a button and press Enter."""
        reach(self._browser, self._element(identifier))
        self._browser.press(Keys.ENTER)

    def _type(self, site: str) -> None:
        reach(self._browser, self._element("site"))
        press_with(self._browser, Keys.CONTROL, "a")
        self._browser.press(site)

    def _said(self) -> str:
        return until(
            lambda: self._text("sites-status") or self._text("site-error"), "the page says it"
        )

    def _focus_is(self, identifier: str) -> None:
        until(lambda: self._browser.script(FOCUS) == identifier, f"the focus is on #{identifier}")

    def _element(self, identifier: str) -> WebElement:
        return self._browser.driver.find_element(By.ID, identifier)

    def _text(self, identifier: str) -> str:
        return self._element(identifier).text
