"""An installed browser with a throw-away profile, the extension, and the demo names mapped."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service as ChromeService
from selenium.webdriver.firefox.service import Service as FirefoxService
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

from demo.relay import Relay
from demo.sites import DemoSites
from tools.packaging.manifest import CHROME_ID, FIREFOX_ID

CHROMIUM = ("chromium", "chromium-browser")
FIREFOX = ("firefox-esr", "firefox")
FIREFOX_UUID = "5c8f6a52-7d0b-4f0e-9a55-3c1f6f0f7d11"
"""Where Firefox shows the extension's pages in this profile; it would draw one by lot."""

PATIENCE_SECONDS = 20
DECOY = "https://weather.test/"

CHOOSE_DECOY = """
const [decoyUrl, done] = arguments;
const { runtime } = globalThis.browser ?? globalThis.chrome;
const set = (key, value) => runtime.sendMessage({ type: "settings.set", key, value });
set("decoyUrl", decoyUrl).then(() => set("decoy", "own")).then(done);
"""


class DemoBrowser(Protocol):
    """A browser that is open."""

    name: str
    driver: WebDriver
    options_page: str

    def close(self) -> None: ...


class NoBrowserError(Exception):
    """None of the browsers that the demo can open is installed with its driver."""


def open_browser(
    profile: Path, packages: Path, sites: DemoSites, *, first_page: str, firefox_only: bool = False
) -> DemoBrowser:
    """Open Chromium, else Firefox, on ``first_page``, the demo's weather page chosen to land on.

    Raises:
        NoBrowserError: there is neither.
        WebDriverException: it did not start, or the extension in it did not.
    """
    browser: DemoBrowser
    chromium = None if firefox_only else _first(CHROMIUM)
    if chromium and (driver := _first(["chromedriver"])):
        browser = _Chromium(chromium, driver, profile, packages / "chrome", sites)
    elif (firefox := _first(FIREFOX)) and (driver := _first(["geckodriver"])):
        browser = _Firefox(firefox, driver, profile, packages / "firefox", sites)
    else:
        raise NoBrowserError("neither Chromium nor Firefox is installed with its driver")
    try:
        _prepare(browser, first_page)
    except WebDriverException:
        browser.close()
        raise
    return browser


def _prepare(browser: DemoBrowser, first_page: str) -> None:
    driver = browser.driver
    driver.set_page_load_timeout(PATIENCE_SECONDS)
    driver.set_script_timeout(PATIENCE_SECONDS)
    driver.get(browser.options_page)
    driver.execute_async_script(CHOOSE_DECOY, DECOY)
    options = driver.current_window_handle
    driver.switch_to.new_window("tab")
    driver.get(first_page)
    first = driver.current_window_handle
    driver.switch_to.window(options)
    driver.close()
    driver.switch_to.window(first)


class _Chromium:
    name = "Chromium"
    options_page = f"chrome-extension://{CHROME_ID}/pages/options/options.html"

    def __init__(
        self, binary: str, driver: str, profile: Path, package: Path, sites: DemoSites
    ) -> None:
        rules = ", ".join(f"MAP {host} 127.0.0.1:{sites.https_port}" for host in sites.hosts)
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for argument in (
            f"--user-data-dir={profile}",
            f"--load-extension={package}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
            f"--host-resolver-rules={rules}",
            f"--ignore-certificate-errors-spki-list={sites.spki}",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ):
            options.add_argument(argument)
        options.add_experimental_option("excludeSwitches", ["enable-automation", "enable-logging"])
        # a session of its own: Ctrl-C is for us, and we close the browser
        service = ChromeService(driver, popen_kw={"start_new_session": True})
        chrome = webdriver.Chrome(options, service)
        self.driver: WebDriver = chrome
        # its pages hang for good when they are asked for before it is there
        WebDriverWait(chrome, PATIENCE_SECONDS).until(_has_worker, "the extension did not start")

    def close(self) -> None:
        self.driver.quit()


def _has_worker(driver: webdriver.Chrome) -> bool:
    targets = driver.execute_cdp_cmd("Target.getTargets", {})["targetInfos"]
    return any(CHROME_ID in target["url"] for target in targets)


class _Firefox:
    name = "Firefox"
    options_page = f"moz-extension://{FIREFOX_UUID}/pages/options/options.html"

    def __init__(
        self, binary: str, driver: str, profile: Path, package: Path, sites: DemoSites
    ) -> None:
        self._relay = Relay.start(sites.hosts, sites.https_port)
        options = webdriver.FirefoxOptions()
        options.binary_location = binary
        options.accept_insecure_certs = True
        preferences: dict[str, str | int | bool] = {
            "extensions.webextensions.uuids": json.dumps({FIREFOX_ID: FIREFOX_UUID}),
            "network.proxy.type": 2,
            "network.proxy.autoconfig_url": _proxy_rules(sites.hosts, self._relay.port),
            "browser.aboutwelcome.enabled": False,
            "datareporting.policy.dataSubmissionEnabled": False,
        }
        for name, value in preferences.items():
            options.set_preference(name, value)
        service = FirefoxService(
            driver,
            # system access: else an extension's page cannot be opened by its address
            service_args=["--profile-root", str(profile), "--allow-system-access"],
            popen_kw={"start_new_session": True},
        )
        profile.mkdir(parents=True, exist_ok=True)
        firefox = webdriver.Firefox(options, service)
        firefox.install_addon(str(package), temporary=True)
        self.driver: WebDriver = firefox

    def close(self) -> None:
        self.driver.quit()
        self._relay.stop()


def _proxy_rules(hosts: Iterable[str], port: int) -> str:
    """The demo hosts by the relay, everything else as usual."""
    script = (
        f"function FindProxyForURL(url, host) {{ return {json.dumps(sorted(hosts))}.includes(host)"
        f' ? "PROXY 127.0.0.1:{port}" : "DIRECT"; }}'
    )
    return f"data:application/x-ns-proxy-autoconfig,{script}"


def _first(names: Iterable[str]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)
