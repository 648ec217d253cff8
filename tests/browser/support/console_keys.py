"""The console by somebody who has no mouse: Tab, Enter, Space and what is typed."""

from __future__ import annotations

from typing import Any

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.browser import Browser
from tests.browser.support.console import ConsoleTab
from tests.browser.support.pages_keyboard import HERE

MOST_STOPS = 80
"""Nobody presses Tab more often to get anywhere in this story."""

IS_FOCUSED = "return document.activeElement === arguments[0];"
HOLDS = "return arguments[0].type === 'file' ? arguments[0].files.length : arguments[0].value;"


class ConsoleByKeys(ConsoleTab):
    """``presses``: how often Tab was pressed. ``unseen``: where the focus was not to be seen."""

    def __init__(self, browser: Browser, console: str) -> None:
        super().__init__(browser, console)
        self.presses = 0
        self.unseen: list[Any] = []

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
        """Press Tab until the focus is there.

        Raises:
            LookupError: it is not reached, going on from where the focus is.
        """
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            if self.browser.script(IS_FOCUSED, element):
                return
            self.browser.press(Keys.TAB)
            self.presses += 1
            here = self.browser.script(HERE)
            if here is None:
                break
            passed.append(here["name"])
            if not (here["ringed"] and here["inSight"]):
                self.unseen.append((self.browser.driver.current_url, here))
        raise LookupError(f"Tab leads to {passed}, not to {element.get_attribute('outerHTML')}")
