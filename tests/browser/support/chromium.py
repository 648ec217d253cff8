"""Chromium through chromedriver."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
from base64 import b64decode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver

from tests.browser.support.browser import Browser, Tab
from tests.browser.support.devtools import DevTools, DevToolsError
from tests.browser.support.display import Display
from tests.browser.support.drivers import StartsOnce
from tests.browser.support.place import Place
from tests.browser.support.programs import program
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

SWITCHES = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    "--no-pings",
    "--password-store=basic",
    "--remote-debugging-port=0",
    # without the first, --load-extension is ignored; the others ask the network or cover the page
    "--disable-features=DisableLoadExtensionCommandLineSwitch,MediaRouter,OptimizationHints,Translate",
)
# without developer mode Chromium disables an unpacked extension when it is loaded anew
ON_EXTENSIONS_PAGE = """async (args) => {
  await chrome.developerPrivate.updateProfileConfiguration({inDeveloperMode: true});
  %s
}"""
COMPLAINTS = """
  const info = await chrome.developerPrivate.getExtensionInfo(args[0]);
  if (info.state !== "ENABLED") return [`it is ${info.state}`];
  if (!info.errorCollection.isActive) return ["errors are not collected"];
  const said = ({message}) => message;
  return [...info.manifestErrors.map(said), ...info.runtimeErrors.map(said),
    ...info.installWarnings ?? [], ...info.runtimeWarnings];
"""
DRIVER_SWITCHES_LEFT_OUT = (
    "enable-automation",  # changes what a crash leaves and what is asked
    "enable-logging",
    "disable-popup-blocking",
)


def extension_id(folder: Path) -> str:
    """The id that Chromium gives an unpacked extension: from its manifest's ``key``, else from its
    path.
    """
    key = json.loads((folder / "manifest.json").read_text()).get("key")
    source = b64decode(key) if key else str(folder.resolve()).encode()
    return "".join(
        chr(ord("a") + int(digit, 16)) for digit in hashlib.sha256(source).hexdigest()[:32]
    )


def _command_line(pid: int) -> bytes:
    """Empty for a process that has ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _is_active(tab: dict[str, Any]) -> bool:
    return bool(tab["embedderData"]["tabActive"])


class _Service(StartsOnce, Service):
    pass


class Chromium(Browser):
    name = "chromium"

    def __init__(self, place: Place, sites: Sites) -> None:
        super().__init__(place, sites)
        self._devtools: DevTools | None = None

    @property
    def devtools(self) -> DevTools:
        if self._devtools is None:
            self._devtools = DevTools(
                self.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
            )
        return self._devtools

    def tabs(self) -> list[Tab]:
        return [
            Tab(page["targetId"], page["url"], page["title"], self._is_visible(page["targetId"]))
            for page in self.devtools.targets("page")
        ]

    def back_list(self, handle: str) -> list[str]:
        with self.devtools.attached(handle) as session:
            entries = self.devtools.call("Page.getNavigationHistory", session)["entries"]
        return [entry["url"] for entry in entries]

    def wait_stored(self, host: str) -> None:
        """Nothing to wait for: Chromium writes at the quit what it has not written yet."""

    def has_tools(self) -> bool:
        kinds = [{"type": kind} for kind in ("page", "other")]
        targets = self.devtools.call("Target.getTargets", filter=kinds)["targetInfos"]
        return any(target["url"].startswith("devtools://") for target in targets)

    def extension_url(self, extension: Path, page: str) -> str:
        return f"chrome-extension://{extension_id(extension)}/{page}"

    def wait_page_focused(self, url: str) -> None:
        def has_focus() -> bool:
            tab = next(tab for tab in self.tabs() if tab.url == url)
            return bool(self.devtools.evaluate(tab.handle, "document.hasFocus()"))

        until(has_focus, f"{url} gets the keys")

    def press_toolbar_button(self, extension: Path) -> None:
        front = next(tab for tab in self.devtools.targets("tab") if _is_active(tab))
        self.devtools.call(
            "Extensions.triggerAction", id=extension_id(extension), targetId=front["targetId"]
        )

    def press_command(self, extension: Path) -> None:
        display = self._started_with[2]
        if display is None:
            raise RuntimeError("only real keys reach Chromium's commands: start it on a display")
        manifest = json.loads((extension / "manifest.json").read_text())
        command = next(iter(manifest["commands"].values()))
        display.key(command["suggested_key"]["default"].lower())

    @contextlib.contextmanager
    def extensions_stopped(self) -> Iterator[None]:
        """In the block no worker and no page of an extension gets on, as on a very slow machine."""
        held = [pid for pid in self.pids if b"--extension-process" in _command_line(pid)]
        assert held, "extensions have a process"
        for pid in held:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in held:
                os.kill(pid, signal.SIGCONT)

    def kill_worker(self, extension: Path) -> None:
        until(lambda: self._has_no_worker_after_closing(extension), "the worker is gone")

    def _has_no_worker_after_closing(self, extension: Path) -> bool:
        """Close what runs. An event that it was ended over starts it anew, for ever if it is never
        let finish: so a worker that came back gets a moment before it is closed again.
        """
        for worker in self.workers(extension):
            self.devtools.call("Target.closeTarget", targetId=worker)
        with contextlib.suppress(TimeoutError):
            back = until(lambda: self.workers(extension), "a worker came back", 0.5)
            self.devtools.evaluate(back[0], "new Promise((done) => setTimeout(done, 500))")
        return not self.workers(extension)

    def has_worker(self, extension: Path) -> bool:
        """Whether the extension's worker runs now."""
        return bool(self.workers(extension))

    def reload_extension(self, extension: Path) -> None:
        self._on_extensions_page(
            "await chrome.developerPrivate.reload(args[0], {failQuietly: false});", extension
        )

    def disable_extension(self, extension: Path) -> None:
        """As somebody does on the page of extensions; content scripts are cut off from it."""
        self._on_extensions_page("await chrome.management.setEnabled(args[0], false);", extension)

    def allow_private(self, extension: Path) -> None:
        self._configure(extension, "incognitoAccess: true")

    def deny_private(self, extension: Path) -> None:
        self._configure(extension, "incognitoAccess: false")

    def let_reload(self, extension: Path) -> None:
        self._on_extensions_page("", extension)

    def withdraw_access(self, extension: Path) -> None:
        self._configure(extension, "hostAccess: 'ON_CLICK'")

    def _configure(self, extension: Path, change: str) -> None:
        self._on_extensions_page(
            "await chrome.developerPrivate.updateExtensionConfiguration("
            f"{{extensionId: args[0], {change}}});",
            extension,
        )

    def complaints(self, extension: Path) -> list[str]:
        """What the extensions page says against the extension once it is loaded anew."""
        self.let_reload(extension)
        self.reload_extension(extension)
        return list(self._on_extensions_page(COMPLAINTS, extension))

    def _on_extensions_page(self, body: str, extension: Path) -> Any:
        """Run ``body`` there, in developer mode; gives what it returns."""
        identifier = json.dumps([extension_id(extension)])
        target = self.devtools.call(
            "Target.createTarget", url="chrome://extensions", background=True
        )["targetId"]
        ready = "document.readyState === 'complete' && Boolean(globalThis.chrome?.developerPrivate)"
        until(lambda: self.devtools.evaluate(target, ready), "the extensions page is ready")
        answer = self.devtools.evaluate(target, f"({ON_EXTENSIONS_PAGE % body})({identifier})")
        self.devtools.call("Target.closeTarget", targetId=target)
        return answer

    def workers(self, extension: Path) -> list[str]:
        """The targets of the extension's workers that run."""
        origin = self.extension_url(extension, "")
        return [
            w["targetId"]
            for w in self.devtools.targets("service_worker")
            if w["url"].startswith(origin)
        ]

    def _is_visible(self, handle: str) -> bool:
        try:
            return bool(self.devtools.evaluate(handle, "document.visibilityState") == "visible")
        except DevToolsError:  # it is being closed
            return False

    def _launch(self, extensions: Sequence[Path], display: Display | None) -> WebDriver:
        options = Options()
        options.binary_location = program("CHROMIUM")
        # chromedriver waits for ever for a new tab's blank page whose load event it has missed
        options.page_load_strategy = "none"
        options.add_experimental_option("excludeSwitches", list(DRIVER_SWITCHES_LEFT_OUT))
        for switch in (*SWITCHES, *self._own_switches(extensions, display)):
            options.add_argument(switch)
        service = _Service(
            program("CHROMEDRIVER"),
            log_output=str(self.place.logs / "chromedriver.log"),
            env=self.place.environment(display.name if display else None),
            popen_kw={"start_new_session": True},
        )
        self._begin(service)
        return WebDriver(options, service)

    def _own_switches(self, extensions: Sequence[Path], display: Display | None) -> list[str]:
        here = f"127.0.0.1:{self.sites.https_port}"  # plain http is sent on to https there
        hosts = [f"MAP {host}:{port} {here}" for host in self.sites.hosts for port in (443, 80)]
        rules = [*hosts, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"]
        switches = [
            *self.switches,
            f"--user-data-dir={self.place.profile}",
            f"--host-resolver-rules={', '.join(rules)}",
            f"--ignore-certificate-errors-spki-list={self.sites.spki}",
        ]
        if extensions:
            switches.append(
                f"--load-extension={','.join(str(folder.resolve()) for folder in extensions)}"
            )
        if display is None:
            switches.append("--headless=new")
        if os.geteuid() == 0:
            switches.append("--no-sandbox")
        return switches

    def _settle(self, extensions: Sequence[Path]) -> None:
        """Nothing to do: extensions come by the command line, with all their permissions."""

    def _leave(self) -> None:
        self.devtools.call("Browser.close")

    def _dropped(self) -> None:
        if self._devtools is not None:
            self._devtools.close()
            self._devtools = None
