"""The console by somebody who has no mouse: Tab, Enter, Space and what is typed."""

from __future__ import annotations

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.browser import Browser
from tests.browser.support.console import ConsoleTab
from tests.browser.support.pages_keyboard import reach

HOLDS = "return arguments[0].value;"


class ConsoleByKeys(ConsoleTab):
    """The focus has to be in sight at every stop. ``stops``: how many there were."""

    def __init__(self, browser: Browser, console: str) -> None:
        super().__init__(browser, console)
        self.stops = 0

    def activate(self, element: WebElement) -> None:
        self._reach(element)
        self.browser.press(Keys.ENTER)

    def write(self, field: WebElement, text: str) -> None:
        self._reach(field)
        if field.get_attribute("type") == "file":
            field.send_keys(text)  # the dialog that Enter opens is the system's
            return
        self.browser.press(text)
        if (holds := self.browser.script(HOLDS, field)) != text:
            raise AssertionError(f"{text!r} was typed and the field holds {holds!r}")

    def mark(self, box: WebElement) -> None:
        self._reach(box)
        self.browser.press(Keys.SPACE)
        if not box.is_selected():
            raise AssertionError("Space did not tick the box")

    def _reach(self, element: WebElement) -> None:
        self.stops += len(reach(self.browser, element))
