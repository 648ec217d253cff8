"""The options page in a tab of its own: what a person sets there, and what the extension holds.

It is opened before a visit and stays open, so that looking closes no tab and opens none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from selenium.common.exceptions import NoSuchWindowException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.waiting import until

OPTIONS = "pages/options/options.html"
SWEEP_SECONDS = 30.0


class Desk:
    """The open options page of ``extension`` in ``browser``."""

    def __init__(self, browser: Browser, extension: Path) -> None:
        self._browser = browser
        self.address = browser.extension_url(extension, OPTIONS)
        browser.driver.switch_to.new_window("tab")
        self.handle = browser.driver.current_window_handle
        until(self._is_loaded, f"{self.address} is open")

    @contextmanager
    def here(self) -> Iterator[ExtensionPage]:
        """Drive the options page for the length of the block, then the tab driven before."""
        driver = self._browser.driver
        before = ""
        with suppress(NoSuchWindowException):
            before = driver.current_window_handle
        driver.switch_to.window(self.handle)
        yield ExtensionPage(self._browser)
        if before in driver.window_handles:
            driver.switch_to.window(before)

    def _is_loaded(self) -> bool:
        """Load it; an extension that is just being loaded has no pages yet."""
        self._browser.driver.get(self.address)
        return bool(
            self._browser.script(
                "return Boolean((globalThis.browser ?? globalThis.chrome)?.runtime?.id);"
            )
        )

    # what a person does

    def choose_key(self, key: str, press: str) -> str:
        """Choose another key and another way to press it; gives what the page says then."""
        with self.here():
            find = self._browser.driver.find_element
            Select(find(By.ID, "key")).select_by_value(key)
            find(By.CSS_SELECTOR, f"input[name=press][value={press}]").click()
            chosen = "[name=press]:checked"
            until(
                lambda: (
                    find(By.ID, "key-status").text == "Saved."
                    and find(By.CSS_SELECTOR, chosen).get_attribute("value") == press
                ),
                "the choice is saved",
            )
            return find(By.ID, "practice-status").text

    def tick(self, identifier: str) -> None:
        """Tick or untick a setting by its check box."""
        with self.here():
            box = self._browser.driver.find_element(By.ID, identifier)
            status = box.get_attribute("data-status") or ""
            box.click()
            says = self._browser.driver.find_element(By.ID, status)
            until(lambda: says.text == "Saved.", "the choice is saved")

    def land(self, choice: str) -> None:
        """Choose where to land, by the name of the choice."""
        with self.here():
            find = self._browser.driver.find_element
            find(By.CSS_SELECTOR, f"input[name=decoy][value={choice}]").click()
            until(lambda: "Saved" in find(By.ID, "landing-status").text, "the choice is saved")

    def comes_back(self) -> str:
        """Press "Open it again"; gives what the page says then."""
        with self.here():
            find = self._browser.driver.find_element
            self._browser.script("document.getElementById('way-back-status').textContent = ''")
            find(By.ID, "way-back").click()
            return until(lambda: find(By.ID, "way-back-status").text, "the page answers")

    def zoom(self, url: str, factor: float) -> None:
        """Show the tab with ``url`` at another size."""
        with self.here() as page:
            (tab,) = page.call("tabs.query", {"url": url})
            page.call("tabs.setZoom", tab["id"], factor)

    def practise(self, key: str, times: int = 1) -> str:
        """Press a key on the page; gives what the drawing says then."""
        with self.here():
            self._browser.script("document.activeElement.blur()")
            for _ in range(times):
                self._browser.press(key)
            return self._browser.driver.find_element(By.ID, "practice-status").text

    def check_now(self) -> str:
        """Press "Check now"; gives what the page says then."""
        with self.here():
            find = self._browser.driver.find_element
            find(By.ID, "check").click()
            until(
                lambda: (
                    find(By.ID, "check").get_attribute("aria-disabled") != "true"
                    and find(By.ID, "updates-status").text != ""
                ),
                "the page says what came of the check",
            )
            return find(By.ID, "updates-status").text

    def reads(self) -> str:
        """All text of the page, loaded anew."""
        with self.here():
            self._browser.open(self.address)
            until(
                lambda: self._browser.script(
                    "return document.querySelector('#facts').children.length"
                ),
                "the page shows the state",
            )
            return str(self._browser.script("return document.body.innerText"))

    def clear_older(self, found: Callable[[int], None]) -> None:
        """Look for older visits, read the warning, tick the box and clear them.

        ``found`` is told how many pages the page says there are, before anything is confirmed.
        """
        with self.here():
            find = self._browser.find
            self._browser.click("#older-look")
            text = until(lambda: find("#older-found").text, "it says what it found", SWEEP_SECONDS)
            found(int("".join(filter(str.isdigit, text))))
            status = find("#older-status")
            self._browser.click("#older-erase")
            until(lambda: status.text == "Tick the box first.", "it asks to be read first")
            self._browser.click("#older-sure")
            self._browser.click("#older-erase")
            until(lambda: status.text.startswith("Cleared"), "it is cleared", SWEEP_SECONDS)

    def choose(self, setting: str, value: str | bool) -> None:
        """Change a setting that has no control on the page yet, by the page's own message."""
        with self.here() as page:
            answer = page.send({"type": "settings.set", "key": setting, "value": value})
        assert answer["settings"][setting] == value, answer

    # what the extension holds

    def status(self) -> dict[str, Any]:
        with self.here() as page:
            return dict(page.send({"type": "status.get"}))

    def recently_closed(self) -> list[dict[str, Any]]:
        """The browser's closed tabs and windows, as the extension sees them."""
        with self.here() as page:
            return list(page.call("sessions.getRecentlyClosed", {"maxResults": 25}))

    def touched(self) -> list[str]:
        """The URLs that the extension has still to erase."""
        visits = until(self._visits, "the extension keeps its visits")
        return [item["url"] for item in visits["touched"]]

    def tabs(self) -> dict[int, str]:
        """Id and address of every open tab, of private ones too where the extension is allowed."""
        with self.here() as page:
            return {tab["id"]: tab["url"] for tab in page.call("tabs.query", {})}

    def listed_tabs(self) -> list[int]:
        """The tabs that show a listed page as the extension knows, private ones too."""
        return list(until(self._visits, "the extension keeps its visits")["tabs"])

    def _visits(self) -> dict[str, Any] | None:
        """None as long as the extension has not begun to keep them since the browser started."""
        with self.here() as page:
            visits: dict[str, Any] | None = page.call("storage.session.get", "visits").get("visits")
        return visits

    def wait_noted(self, words: str) -> None:
        """Wait until the session's memory names ``words``: a worker that is ended knows them."""
        until(lambda: words in self._session(), f"{words} is in the session's memory")

    def _session(self) -> str:
        with self.here() as page:
            return str(page.call("storage.session.get", "trail"))

    def stored(self) -> dict[str, Any]:
        """All of ``storage.local``."""
        with self.here() as page:
            return dict(page.call("storage.local.get", None))

    def wait_swept(self) -> None:
        """Wait until nothing is left to erase: both passes of the sweep are through."""
        until(lambda: not self.touched(), "the visit is erased", SWEEP_SECONDS)
