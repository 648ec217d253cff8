"""``make run``: a companion, a signed list, demo sites and a browser with the extension."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError

import build_ext
from companion.config import HOME_VARIABLE, Config
from demo.sites import DemoSites
from tools.demo_browser import DemoBrowser, NoBrowserError, open_browser
from tools.development_home import prepare, sidestep_command, way_in

FIRST_PAGE = "https://search.test/search?q=somebody+keeps+following+me"
ANSWER_DEADLINE_SECONDS = 20
POLL_SECONDS = 0.2

WHAT_TO_TRY = """
What to try in {browser}:
  1. Open "Harbour Line" from the search results, click around, then press Esc.
     The weather is in front. Look at Back, History and Recently closed: no helpline.
  2. Open "Stalking and harassment" of Northmoor Police and press Esc. Then "Report lost property":
     an ordinary page of the same site, where Esc does nothing and whose history stays.
  3. The toolbar button leaves too; elsewhere it opens a small page. {shortcut} works everywhere.
"""

WHAT_IS_THERE = """
The list:      {url}/repository
The console:   {way_in}
Packages:      {packages}/chrome and {packages}/firefox
Add a site:    SIDESTEP_HOME={home} .venv/bin/sidestep entry add …, then … publish
"""

SHORTCUTS = {"Chromium": "Alt+Q", "Firefox": "F9"}


class DemoError(Exception):
    """The demo cannot run; the message says what to do."""


@contextmanager
def companion(home: Path, port: int) -> Iterator[str]:
    """The companion of ``home`` while it serves; its address.

    Raises:
        DemoError: it did not come up.
    """
    url = f"http://127.0.0.1:{port}"
    serving = subprocess.Popen(
        [sidestep_command(), "serve", "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, HOME_VARIABLE: str(home)},
        start_new_session=True,
    )
    try:
        _wait_until_it_answers(serving, f"{url}/repository/metadata/timestamp.json")
        yield url
    finally:
        serving.terminate()
        serving.wait()


def _refuse_taken(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        hint = "Try another: make run PORT=8001"
        raise DemoError(f"could not serve on port {port}: {error.strerror}. {hint}") from error


def _wait_until_it_answers(serving: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + ANSWER_DEADLINE_SECONDS
    while time.monotonic() < deadline:
        if serving.poll() is not None:
            raise DemoError(f"the companion ended with {serving.returncode}")
        with suppress(OSError):
            urlopen(url, timeout=1).close()  # noqa: S310 (our own loopback address)
            return
        time.sleep(POLL_SECONDS)
    raise DemoError(f"{url} did not answer within {ANSWER_DEADLINE_SECONDS} seconds")


def has_screen() -> bool:
    """Whether a window can be opened."""
    return sys.platform != "linux" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def wait_until_closed(browser: DemoBrowser) -> None:
    """Return when the person has closed the browser's last window."""
    with suppress(WebDriverException, HTTPError):
        while browser.driver.window_handles:
            time.sleep(1)


def run(home: Path, port: int) -> None:
    """Everything, until Ctrl-C or until the browser is closed."""
    _refuse_taken(port)
    prepare(home)
    packages = home / "packages"
    url = f"http://127.0.0.1:{port}"
    line = ["all", "--home", str(home), "--repository-url", f"{url}/repository"]
    if build_ext.main([*line, "--out", str(packages)]):
        raise DemoError("the packages could not be built")
    with ExitStack() as stack:
        stack.enter_context(companion(home, port))
        sites = stack.enter_context(DemoSites.start())
        there = {"url": url, "packages": packages, "home": home}
        print(WHAT_IS_THERE.format(way_in=way_in(home, port), **there), flush=True)
        if not has_screen():
            _serve_without_browser(sites, "there is no screen")
            return
        profile = Path(tempfile.mkdtemp(prefix="demo-profile-", dir=home)).resolve()
        stack.callback(shutil.rmtree, profile, ignore_errors=True)
        try:
            browser = open_browser(
                profile,
                packages.resolve(),
                sites,
                first_page=FIRST_PAGE,
                firefox_only=os.environ.get("DEMO_BROWSER") == "firefox",
            )
        except (NoBrowserError, WebDriverException) as error:
            reason = error.msg if isinstance(error, WebDriverException) else error
            _serve_without_browser(sites, str(reason))
            return
        stack.callback(browser.close)
        shortcut = SHORTCUTS[browser.name]
        print(WHAT_TO_TRY.format(browser=browser.name, shortcut=shortcut))
        print("Close the browser or press Ctrl-C here to end.", flush=True)
        wait_until_closed(browser)


def _serve_without_browser(sites: DemoSites, reason: str) -> None:
    print(
        f"No browser was opened: {reason}. Everything is being served:\n"
        f"  {', '.join(sites.hosts)}\n"
        f"  by name (TLS) on 127.0.0.1:{sites.https_port}, for example\n"
        f"  curl --cacert {sites.ca_pem} --connect-to ::127.0.0.1:{sites.https_port}"
        f" {FIRST_PAGE}\n"
        "Press Ctrl-C to end.",
        flush=True,
    )
    signal.pause()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run the demo; Ctrl-C is a good end."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _interrupt)  # a shell that starts it behind it has Ctrl-C ignored
    try:
        run(Config.from_environment().home, int(os.environ.get("PORT") or 8000))
    except KeyboardInterrupt:
        print("\nEnded; nothing is left running.")
    except DemoError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(map(str, error.cmd))} ended with {error.returncode}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
