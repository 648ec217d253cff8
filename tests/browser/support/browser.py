"""What a test does with a browser, whichever it is."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from selenium.common.exceptions import NoSuchWindowException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.service import Service
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.support.display import Display
from tests.browser.support.drivers import end
from tests.browser.support.extension_page import ExtensionPage as ExtensionPage
from tests.browser.support.observer import Observer
from tests.browser.support.place import Place
from tests.browser.support.processes import ProcessFamily
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import PATIENCE_SECONDS, until

QUIT_SECONDS = 30.0
IS_NEW_AND_LOADED = """
return performance.timeOrigin !== arguments[0] && document.readyState === "complete";
"""


@dataclass(frozen=True)
class Tab:
    """An open tab as the browser itself lists it; ``front``: the chosen tab of its window."""

    handle: str
    url: str
    title: str
    front: bool


class Browser(ABC):
    """One browser with a profile of its own. ``start`` it, use it, ``quit`` or ``kill`` it,
    ``start`` it again.
    """

    name: str

    def __init__(self, place: Place, sites: Sites) -> None:
        self.place = place
        self.sites = sites
        self.observer = Observer()
        self.switches: tuple[str, ...] = ()  # more of them for the starts to come
        self._driver: WebDriver | None = None
        self._service: Service | None = None
        self._family: ProcessFamily | None = None
        self._started_with: tuple[tuple[Path, ...], bool, Display | None] = ((), True, None)

    # life

    def start(
        self, *extensions: Path, observer: bool = True, display: Display | None = None
    ) -> Self:
        """Start with the profile as it is and these unpacked extensions; headless without a
        ``display``.

        ``observer``: whether the harness's own extension is there too. Returns when the browser can
        be used.
        """
        if self._driver is not None:
            raise RuntimeError("it runs already")
        self._started_with = (extensions, observer, display)
        loaded = list(extensions)
        if observer:
            loaded.append(self.observer.build(self.name, self.place.root / "observer"))
        try:
            self._driver = self._launch(loaded, display)
            self._driver.set_script_timeout(20)
            self._driver.set_page_load_timeout(20)
            self._settle(loaded)
            if observer:
                self.observer.call("tabs.query", {})
        except BaseException:
            self.kill()
            raise
        return self

    def restart(self) -> Self:
        """Start again as it was started last."""
        extensions, observer, display = self._started_with
        return self.start(*extensions, observer=observer, display=display)

    def quit(self) -> None:
        """Quit as a person does, and wait for the last process: everything is on disk then.

        Raises:
            TimeoutError: it did not end within 30 s.
        """
        family = self._family
        assert family is not None, "the browser does not run"
        self._leave()
        self._dropped()
        until(lambda: family.pids() == [family.leader], "the browser has ended", QUIT_SECONDS)
        self._end()

    def kill(self) -> None:
        """SIGKILL to every process of the browser, as when the power fails. May be gone already."""
        if self._family is not None:
            self._family.kill()
        self._dropped()
        self._end()

    def cut_off(self) -> None:
        """SIGKILL alone, from another thread while this one drives; ``kill`` has to follow."""
        if self._family is not None:
            self._family.kill()

    def _end(self) -> None:
        driver, self._driver = self._driver, None
        service, self._service = self._service, None
        self._family = None
        if driver is not None and isinstance(driver.command_executor, RemoteConnection):
            driver.command_executor.close()  # type: ignore[no-untyped-call]
        if service is not None:
            end(service)

    def close(self) -> None:
        """End what still runs. For the fixture."""
        self.kill()
        self.observer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def driver(self) -> WebDriver:
        if self._driver is None:
            raise RuntimeError("the browser does not run")
        return self._driver

    @property
    def pids(self) -> list[int]:
        return self._family.pids() if self._family else []

    # what a person does

    def open(self, url: str) -> None:
        """Open an address in the tab that is driven, and wait until what it leads to is loaded."""
        before = self.script("return performance.timeOrigin")
        self.driver.get(url)
        until(lambda: self.script(IS_NEW_AND_LOADED, before), f"{url} is loaded")

    def open_tab(self, url: str) -> str:
        """Open an address in a new tab in front, and drive that; gives its handle."""
        self.driver.switch_to.new_window("tab")
        self.open(url)
        return self.driver.current_window_handle

    def view_source(self) -> None:
        """Look at the page's source in the tab that is driven."""
        self.driver.get(f"view-source:{self.driver.current_url}")

    def close_tab(self) -> None:
        """Close the driven tab and drive the one in front."""
        self.driver.close()
        self.drive_front()

    def click(self, selector: str) -> None:
        self.find(selector).click()

    def find(self, selector: str) -> WebElement:
        """The first element for a CSS selector in the frame that is driven, once it is there."""
        return until(
            lambda: self.driver.find_element(By.CSS_SELECTOR, selector), f"{selector} is there"
        )

    def press(self, key: str = Keys.ESCAPE) -> None:
        """Press a key where the focus is; that the page goes away by it is no error."""
        with contextlib.suppress(NoSuchWindowException):
            ActionChains(self.driver).send_keys(key).perform()

    @contextlib.contextmanager
    def frame(self, selector: str) -> Iterator[None]:
        """Drive a frame of the page for the length of the block."""
        self.driver.switch_to.frame(self.find(selector))
        yield
        with contextlib.suppress(NoSuchWindowException):
            self.driver.switch_to.default_content()

    # what is to be seen

    @abstractmethod
    def tabs(self) -> list[Tab]:
        """All open tabs of all windows."""

    @abstractmethod
    def back_list(self, handle: str) -> list[str]:
        """The URLs of a tab's back and forward list, oldest first."""

    def front(self) -> Tab:
        """The tab in front (of the first window with one)."""
        return until(
            lambda: next((tab for tab in self.tabs() if tab.front), None), "a tab is in front"
        )

    @abstractmethod
    def wait_page_focused(self, url: str) -> None:
        """Wait until the page at ``url`` gets the keys, without driving it: the driver would bring
        its window to the front.
        """

    def drive_front(self) -> Tab:
        """Drive the tab in front: after the driven one was closed."""
        tab = self.front()
        self.driver.switch_to.window(tab.handle)
        return tab

    def wait_url(self, url: str, timeout: float = PATIENCE_SECONDS) -> None:
        """Wait until the driven tab shows ``url`` with its page's own title."""
        until(lambda: self.driver.current_url == url, f"the tab shows {url}", timeout)

    def wait_ready(self) -> None:
        """Wait until the page has written what it writes (``data-ready``)."""
        until(
            lambda: self.script("return document.documentElement.dataset.ready === 'yes'"),
            "the page is ready",
        )

    @abstractmethod
    def wait_stored(self, host: str) -> None:
        """Wait until the local storage of ``https://host`` would survive a quit."""

    def script(self, code: str, *arguments: Any) -> Any:
        return self.driver.execute_script(code, *arguments)

    @abstractmethod
    def has_tools(self) -> bool:
        """Whether the developer tools are open in a tab."""

    # extensions

    @abstractmethod
    def extension_url(self, extension: Path, page: str) -> str:
        """The address of a page of an unpacked extension that was given to ``start``."""

    @abstractmethod
    def press_toolbar_button(self, extension: Path) -> None:
        """Press the extension's button, for the tab in front."""

    @abstractmethod
    def press_command(self, extension: Path) -> None:
        """Press the keys of the extension's first command, for the tab in front.

        Raises:
            RuntimeError: Chromium without a display: only real keys reach its commands.
        """

    @abstractmethod
    def has_worker(self, extension: Path) -> bool:
        """Whether the extension's background runs now."""

    @abstractmethod
    def kill_worker(self, extension: Path) -> None:
        """End the extension's background (worker or event page) as the browser does with an idle
        one.
        """

    @abstractmethod
    def reload_extension(self, extension: Path) -> None:
        """Load the extension anew, as an update does; its pages and content scripts are cut off
        from it.
        """

    @abstractmethod
    def withdraw_access(self, extension: Path) -> None:
        """Take the access to all sites from the extension, as the user can on its page."""

    @abstractmethod
    def let_reload(self, extension: Path) -> None:
        """Let the extension start itself anew, as it may once it comes from a store."""

    @abstractmethod
    def allow_private(self, extension: Path) -> None:
        """Let the extension run in private windows, as the user's tick does."""

    @abstractmethod
    def deny_private(self, extension: Path) -> None:
        """Let the extension run in private windows no more."""

    @contextlib.contextmanager
    def extension_page(self, extension: Path, page: str) -> Iterator[ExtensionPage]:
        """Open a page of the extension in a new tab for the length of the block, then drive the old
        tab again.
        """
        before = self.driver.current_window_handle
        address = self.extension_url(extension, page)
        self.driver.switch_to.new_window("tab")
        until(lambda: self._shows_extension(address), f"{address} is open")
        yield ExtensionPage(self)
        self.driver.close()
        self.driver.switch_to.window(before)

    # what each browser does its own way

    def _begin(self, service: Service) -> None:
        """Start the driver in a process session of its own: to it belongs all that it starts."""
        service.start()
        self._service = service
        self._family = ProcessFamily(service.process.pid)

    @abstractmethod
    def _launch(self, extensions: Sequence[Path], display: Display | None) -> WebDriver: ...

    @abstractmethod
    def _settle(self, extensions: Sequence[Path]) -> None:
        """Finish a start: extensions installed and permitted."""

    @abstractmethod
    def _leave(self) -> None:
        """Tell the browser to quit."""

    def _shows_extension(self, address: str) -> bool:
        """Open it; an extension that is just being loaded has no pages yet."""
        self.driver.get(address)
        has_interface = "return Boolean((globalThis.browser ?? globalThis.chrome)?.runtime?.id);"
        with contextlib.suppress(TimeoutError):
            return until(lambda: bool(self.script(has_interface)), "the page is there", 2)
        return False

    @abstractmethod
    def _dropped(self) -> None:
        """The browser is gone: drop connections to it."""
