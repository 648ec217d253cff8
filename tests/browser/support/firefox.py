"""Firefox through geckodriver."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.firefox.options import Options
from selenium.webdriver.firefox.service import Service
from selenium.webdriver.firefox.webdriver import WebDriver

from tests.browser.support.browser import Browser, Tab
from tests.browser.support.display import Display
from tests.browser.support.drivers import StartsOnce
from tests.browser.support.firefox_caches import CompiledCode, take
from tests.browser.support.firefox_prefs import QUIET, extension_addresses, through_relay
from tests.browser.support.place import Place
from tests.browser.support.programs import program
from tests.browser.support.relay import Relay
from tests.browser.support.sites import Sites
from tests.browser.support.sqlite_copy import opened_copy, table_names
from tests.browser.support.waiting import until

ENVIRONMENT = {
    # without it a release build ignores the preference for the server of its settings
    "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1",
    "MOZ_HEADLESS_WIDTH": "1280",
    "MOZ_HEADLESS_HEIGHT": "900",
}

LISTS_TABS = """
const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
const windows = [...Services.wm.getEnumerator("navigator:browser")];
return windows.flatMap((window) => [...window.gBrowser.tabs].map((tab) => [
  NavigableManager.getIdForBrowser(tab.linkedBrowser),
  tab.linkedBrowser.currentURI.spec,
  tab.linkedBrowser.contentTitle,
  tab.selected,
]));
"""

LISTS_BACK_LIST = """
const { NavigableManager } = ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs");
const history = NavigableManager.getBrowserById(arguments[0]).browsingContext.sessionHistory;
return Array.from({ length: history.count }, (_, index) => history.getEntryAtIndex(index).URI.spec);
"""

LOOKS_FOR_TOOLS = """
const { document } = Services.wm.getMostRecentWindow("navigator:browser");
const shown = [...document.querySelectorAll("iframe, browser")];
return shown.some((each) => each.getAttribute("src")?.startsWith("about:devtools-toolbox"));
"""

PERMITS = """
const [id, permissions, done] = arguments;
const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
const { extension } = WebExtensionPolicy.getByID(id);
ExtensionPermissions.add(id, permissions, extension).then(() => done(true));
"""

FORBIDS_PRIVATE = """
const [id, done] = arguments;
const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
const { extension } = WebExtensionPolicy.getByID(id);
const access = { permissions: ["internal:privateBrowsingAllowed"], origins: [] };
ExtensionPermissions.remove(id, access, extension).then(() => done(true));
"""

RELOADS = """
const [id, done] = arguments;
const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
AddonManager.getAddonByID(id).then((addon) => addon.reload()).then(() => done(true));
"""


PRESSES_BUTTON = """
const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
const { extension } = WebExtensionPolicy.getByID(arguments[0]);
const window = Services.wm.getMostRecentWindow("navigator:browser");
ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
"""

PRESSES_COMMAND = """
const { makeWidgetId } = ChromeUtils.importESModule("resource://gre/modules/ExtensionCommon.sys.mjs").ExtensionCommon;
const window = Services.wm.getMostRecentWindow("navigator:browser");
window.document.querySelector(`#ext-keyset-id-${makeWidgetId(arguments[0])} key`).doCommand();
"""

ENDS_BACKGROUND = """
const [id, done] = arguments;
WebExtensionPolicy.getByID(id).extension.terminateBackground().then(() => done(true));
"""

QUITS = """
const [sign] = arguments;
const { setInterval, clearInterval } = ChromeUtils.importESModule("resource://gre/modules/Timer.sys.mjs");
const looking = setInterval(async () => {
  if (!(await IOUtils.exists(sign))) return;
  clearInterval(looking);
  Services.startup.quit(Services.startup.eAttemptQuit);
}, 20);
"""
"""Quits once the file is there: geckodriver kills a browser that goes while a command waits for its
answer, and what the databases still held in their write-ahead logs stays."""


def gecko_id(folder: Path) -> str:
    """The id in an unpacked extension's manifest."""
    manifest = json.loads((folder / "manifest.json").read_text())
    return str(manifest["browser_specific_settings"]["gecko"]["id"])


def address_id(identifier: str) -> str:
    """The uuid that tests give an extension: the host of its pages."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, identifier))


COMPILED = CompiledCode()


class _Service(StartsOnce, Service):
    pass


class Firefox(Browser):
    name = "firefox"

    def __init__(self, place: Place, sites: Sites) -> None:
        super().__init__(place, sites)
        self.relay = Relay(sites)
        self._is_first = False  # nobody has compiled anything for it
        self._trust_authority()

    def close(self) -> None:
        super().close()
        self.relay.stop()

    def tabs(self) -> list[Tab]:
        return [Tab(*row) for row in self.privileged(LISTS_TABS)]

    def back_list(self, handle: str) -> list[str]:
        return list(self.privileged(LISTS_BACK_LIST, handle))

    def wait_page_focused(self, url: str) -> None:
        shown = (
            "return Services.wm.getMostRecentWindow('navigator:browser').gBrowser.currentURI.spec;"
        )
        until(lambda: self.privileged(shown) == url, f"{url} gets the keys")

    def open(self, url: str) -> None:
        handle = self.driver.current_window_handle
        try:
            super().open(url)
        except (WebDriverException, TimeoutError):
            if handle in self.driver.window_handles:
                raise
            # what follows a listed page has got a tab of its own
            self.drive_front()
            self.wait_url(url)

    def privileged(self, code: str, *arguments: Any) -> Any:
        """Run ``code`` with the rights of the browser itself."""
        with self._chrome_context() as driver:
            return driver.execute_script(code, *arguments)

    def privileged_async(self, code: str, *arguments: Any) -> Any:
        with self._chrome_context() as driver:
            return driver.execute_async_script(code, *arguments)

    def wait_stored(self, host: str) -> None:
        # written five seconds after the page wrote; a quit before loses it
        file = self.place.profile / f"storage/default/https+++{host}/ls/data.sqlite"

        def is_written() -> bool:
            if not file.exists():
                return False
            with opened_copy(file) as database:
                return "data" in table_names(database) and bool(
                    database.execute("SELECT 1 FROM data").fetchall()
                )

        until(is_written, f"the local storage of {host} is on disk")

    def has_tools(self) -> bool:
        return bool(self.privileged(LOOKS_FOR_TOOLS))

    def extension_url(self, extension: Path, page: str) -> str:
        return f"moz-extension://{address_id(gecko_id(extension))}/{page}"

    def has_worker(self, extension: Path) -> bool:
        state = "return WebExtensionPolicy.getByID(arguments[0]).extension.backgroundState;"
        return bool(self.privileged(state, gecko_id(extension)) == "running")

    def press_toolbar_button(self, extension: Path) -> None:
        self.privileged(PRESSES_BUTTON, gecko_id(extension))

    def press_command(self, extension: Path) -> None:
        self.privileged(PRESSES_COMMAND, gecko_id(extension))

    def kill_worker(self, extension: Path) -> None:
        self.privileged_async(ENDS_BACKGROUND, gecko_id(extension))
        until(lambda: not self.has_worker(extension), "the background is gone")

    def reload_extension(self, extension: Path) -> None:
        self.privileged_async(RELOADS, gecko_id(extension))

    def withdraw_access(self, extension: Path) -> None:
        with self.extension_page(extension, "pages/help/help.html") as page:
            page.call("permissions.remove", {"origins": ["<all_urls>"]})

    def let_reload(self, extension: Path) -> None:
        pass  # it always may

    def allow_private(self, extension: Path) -> None:
        self._permit(extension, ["internal:privateBrowsingAllowed"], [])
        self.reload_extension(extension)

    def deny_private(self, extension: Path) -> None:
        self.privileged_async(FORBIDS_PRIVATE, gecko_id(extension))
        self.reload_extension(extension)

    @contextlib.contextmanager
    def _chrome_context(self) -> Iterator[WebDriver]:
        driver = self.driver
        assert isinstance(driver, WebDriver)
        with driver.context(driver.CONTEXT_CHROME):
            yield driver

    def _permit(self, extension: Path, permissions: list[str], origins: list[str]) -> None:
        granted = {"permissions": permissions, "origins": origins}
        self.privileged_async(PERMITS, gecko_id(extension), granted)

    def _launch(self, extensions: Sequence[Path], display: Display | None) -> WebDriver:
        if not self._is_first:
            COMPILED.put_into(self.place.profile, self._use_once)
        options = Options()
        options.binary_location = program("FIREFOX")
        for argument in ("-profile", str(self.place.profile), "-no-remote", *self.switches):
            options.add_argument(argument)
        if display is None:
            options.add_argument("-headless")
        ids = [gecko_id(extension) for extension in extensions]
        addresses = extension_addresses({identifier: address_id(identifier) for identifier in ids})
        for name, value in (QUIET | through_relay(self.relay.port) | addresses).items():
            options.set_preference(name, value)
        service = _Service(
            program("GECKODRIVER"),
            service_args=["--allow-system-access"],
            log_output=str(self.place.logs / "geckodriver.log"),
            env=self.place.environment(display.name if display else None) | ENVIRONMENT,
            popen_kw={"start_new_session": True},
        )
        self._begin(service)
        return WebDriver(options, service)

    def _settle(self, extensions: Sequence[Path]) -> None:
        driver = self.driver
        assert isinstance(driver, WebDriver)
        for extension in extensions:
            identifier = gecko_id(extension)
            if not self.privileged(
                "return Boolean(WebExtensionPolicy.getByID(arguments[0]));", identifier
            ):
                package = shutil.make_archive(str(self.place.root / identifier), "zip", extension)
                # not temporary: it is there after a restart, as one from the store is
                driver.install_addon(package, temporary=False)

    def _leave(self) -> None:
        sign = self.place.root / "quit"
        sign.unlink(missing_ok=True)
        self.privileged(QUITS, str(sign))
        sign.touch()

    def _use_once(self, folder: Path) -> None:
        with (
            tempfile.TemporaryDirectory(prefix="first-") as place,
            Firefox(Place(Path(place)), self.sites) as first,
        ):
            first._is_first = True
            first.start(observer=False).quit()
            take(first.place.profile, folder)

    def _dropped(self) -> None:
        """Nothing is held but the driver."""

    def _trust_authority(self) -> None:
        """Put the sites' authority into the profile: real trust, so that nothing of the browser's
        security is off.
        """
        database = f"sql:{self.place.profile}"
        certificate = str(self.sites.ca_pem)
        base = [program("CERTUTIL"), "-d", database]
        subprocess.run([*base, "-N", "--empty-password"], check=True, capture_output=True)
        add = [*base, "-A", "-n", "tests", "-t", "C,,", "-i", certificate]
        subprocess.run(add, check=True, capture_output=True)
