"""Sites of one's own, as a person adds them and takes them off."""

from __future__ import annotations

from selenium.webdriver.common.by import By

from tests.browser.support.browser import Browser
from tests.browser.support.waiting import until


class OwnSites:
    """The driven tab shows the options page or the popup."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def asks_for(self, site: str) -> str:
        """Type ``site`` and press "Add"; gives the problem that is said, "" if the question
        follows.
        """
        field = self._browser.find("#site")
        field.clear()
        field.send_keys(site)
        self._click("site-look")
        return self.answer()

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
        if ticked:
            self._click("site-sure")
        self._click("site-add")
        return until(
            lambda: self._text("sites-status") or self._text("site-error"), "the page says it"
        )

    def takes_off(self, site: str) -> str:
        field = self._browser.find("#site")
        field.clear()
        field.send_keys(site)
        self._click("site-remove")
        return until(
            lambda: self._text("sites-status") or self._text("site-error"), "the page says it"
        )

    def _element(self, identifier: str):  # type: ignore[no-untyped-def]
        return self._browser.driver.find_element(By.ID, identifier)

    def _text(self, identifier: str) -> str:
        return str(self._element(identifier).text)

    def _click(self, identifier: str) -> None:
        self._element(identifier).click()
