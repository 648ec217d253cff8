"""The console as somebody at a browser uses it: by what is written on it."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.chrome.webdriver import WebDriver as ChromeDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.virtual_authenticator import (
    Credential,
    VirtualAuthenticatorOptions,
)
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.browser import IS_NEW_AND_LOADED, Browser
from tests.browser.support.waiting import until

_WITH_OWNER = VirtualAuthenticatorOptions(
    protocol=VirtualAuthenticatorOptions.Protocol.CTAP2,
    transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
    has_resident_key=True,
    has_user_verification=True,
    is_user_verified=True,
)
_LABELLED = """
const label = [...document.querySelectorAll("label")]
  .find(({ textContent }) => textContent.trim().startsWith(arguments[0]));
return label?.control ?? null;
"""


class ConsoleTab:
    """One tab of ``browser`` at the console, in which one person after the other sits down."""

    def __init__(self, browser: Browser, console: str) -> None:
        self.browser, self.console = browser, console
        self._devices: dict[str, list[Credential]] = {}
        self._has_device = False

    # a person and their device

    def sit_down(self, name: str) -> None:
        """``name`` takes the place at this browser, with the device that holds their passkeys."""
        driver = self.browser.driver
        if self._has_device:
            driver.remove_virtual_authenticator()
        driver.add_virtual_authenticator(_WITH_OWNER)
        self._has_device = True
        for credential in self._devices.get(name, []):
            driver.add_credential(credential)

    def keep_device(self, name: str) -> None:
        """Remember what the device holds now, for the next time ``name`` sits down."""
        self._devices[name] = list(self.browser.driver.get_credentials())

    def enrol(self, name: str, link: str) -> None:
        """Open an invitation and make a passkey."""
        self.sit_down(name)
        self.browser.open(link)
        self.press("Make a passkey")
        self.keep_device(name)

    def sign_in(self, name: str) -> None:
        self.sit_down(name)
        self.go("/sign-in")
        self.press("Use a passkey")
        assert "Sign out" in self.reads(), self.reads()
        self.keep_device(name)  # its counter went on

    def sign_out(self) -> None:
        self.press("Sign out")

    # what a person does

    def go(self, path: str) -> None:
        self.browser.open(f"{self.console}{path}")

    def press(self, words: str) -> None:
        """Press the button or follow the link of these words, and wait for the next page."""
        before = self.browser.script("return performance.timeOrigin")
        self.activate(self._named(words))
        until(
            lambda: self.browser.script(IS_NEW_AND_LOADED, before), f"a page after “{words}”", 20.0
        )

    def fill(self, label: str, text: str) -> None:
        """Write into a field; choose from a list by writing; give a file by its path."""
        self.write(self.field(label), text)

    def tick(self, label: str) -> None:
        self.mark(self.field(label))

    # how it is done, here with a mouse

    def activate(self, element: WebElement) -> None:
        """Press a button, follow a link."""
        element.click()

    def write(self, field: WebElement, text: str) -> None:
        field.send_keys(text)

    def mark(self, box: WebElement) -> None:
        """Tick a box."""
        box.click()

    def download(self, words: str, folder: Path) -> Path:
        """Follow a link to a file, into ``folder``."""
        driver = self.browser.driver
        assert isinstance(driver, ChromeDriver)
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
        )
        name = words.removeprefix("Get ")
        self.activate(self._named(words))
        until((folder / name).is_file, f"{name} is in {folder}")
        return folder / name

    # what is to be seen

    def field(self, label: str) -> WebElement:
        """The field whose label begins with these words."""
        found = until(lambda: self.browser.script(_LABELLED, label), f"there is a field “{label}”")
        assert isinstance(found, WebElement)
        return found

    def reads(self) -> str:
        """All that is written on the page."""
        return str(self.browser.script("return document.body.innerText"))

    def commands(self) -> list[str]:
        """The commands that the page says to run."""
        found = self.browser.driver.find_elements(By.CSS_SELECTOR, ".command code")
        return [each.text for each in found]

    def _named(self, words: str) -> WebElement:
        says = f"[normalize-space()='{words}']"
        found = self.browser.driver.find_elements(By.XPATH, f"//button{says}|//a{says}")
        if not found:
            raise LookupError(f"there is no “{words}” on the page, which reads: {self.reads()}")
        return found[0]
