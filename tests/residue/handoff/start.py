"""A browser that opens a listed page by itself when it starts, and what a person finds of it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.exchange import Request, Response
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium, extension_id
from tests.browser.support.firefox import Firefox, gecko_id
from tests.browser.support.programs import program
from tests.browser.support.waiting import until
from tests.residue.handoff.pages import PAGE
from tests.residue.handoff.run import words_in_tabs
from tests.residue.pages import listed
from tests.residue.words import HOST, TITLE

PULSE = f"""
<script>
const born = Math.round(performance.timeOrigin);
setInterval(() => {{
  const armed = document.title === "{TITLE}" ? "" : "armed";
  navigator.sendBeacon(`/alive/${{born}}/${{Math.round(performance.now())}}/${{armed}}`);
}}, 50);
</script>
"""
WITHOUT_DRIVERS_PAGE = """#!/bin/sh
for each; do
  shift
  [ "$each" = data:, ] || set -- "$@" "$each"
done
exec %s "$@"
"""
CONTINUES_ONCE = """
Services.prefs.setBoolPref("browser.sessionstore.resume_session_once", true);
// tabs that are not in front load too
Services.prefs.setBoolPref("browser.sessionstore.restore_on_demand", false);
"""
START_PAGES, LAST_SESSION = 4, 1
"""Chromium's ``session.restore_on_startup``."""
INTERNAL = 1
"""Chromium's ``ManifestLocation`` of what was installed from a package."""


@dataclass
class Life:
    """A page's ages in milliseconds, since its navigation began: when it was seen to be armed (by
    its neutral title, which the extension sets as it arms), and when it was seen last.
    """

    armed: int | None = None
    last: int = 0


class Living:
    """The rich site; its pages say every 50 ms that they are still open."""

    def __init__(self) -> None:
        self._lives: dict[int, Life] = defaultdict(Life)

    def __call__(self, request: Request) -> Response:
        if request.path.startswith("/alive/"):
            born, age, armed = request.path.split("/")[2:]
            life = self._lives[int(born)]
            life.last = max(life.last, int(age))
            if armed:
                life.armed = min(life.armed or int(age), int(age))
            return Response(204)
        answer = listed(request)
        if request.path != "/story/1":
            return answer
        headers = tuple(each for each in answer.headers if each[0] != "Content-Encoding")
        return Response(200, headers, f"<!doctype html><title>{TITLE}</title>{PULSE}".encode())

    def lives(self) -> list[Life]:
        """Of each page since the last ``forget``, the eldest first."""
        return [life for _, life in sorted(self._lives.items())]

    def forget(self) -> None:
        self._lives.clear()


@contextmanager
def person_s_own_start(browser: Browser) -> Iterator[None]:
    """For the block, Chromium starts as a person starts it. chromedriver gives it a page, which
    takes the place of start pages.
    """
    if not isinstance(browser, Chromium):
        yield
        return
    between = browser.place.root / "chromium"
    between.write_text(WITHOUT_DRIVERS_PAGE % shlex.quote(program("CHROMIUM")))
    between.chmod(0o755)
    before = os.environ.get("CHROMIUM")
    os.environ["CHROMIUM"] = str(between)
    try:
        yield
    finally:
        del os.environ["CHROMIUM"]
        if before is not None:
            os.environ["CHROMIUM"] = before


def install_packed(browser: Browser, extension: Path) -> None:
    """Make of an extension that a start has loaded one that is installed, as a package from a store
    is: the browser starts it by itself, and tells it that it has started. It does not run. Firefox
    has it so already.
    """
    if not isinstance(browser, Chromium):
        return
    manifest = json.loads((extension / "manifest.json").read_text())
    own = f"{extension_id(extension)}/{manifest['version']}_0"
    shutil.copytree(extension, browser.place.profile / "Default/Extensions" / own)
    with _preferences(browser) as preferences:
        known = preferences["extensions"]["settings"][extension_id(extension)]
        known |= {"location": INTERNAL, "path": own, "manifest": manifest}


def wait_allowed(browser: Browser, extension: Path) -> None:
    """Wait until the permission for private windows would survive a quit: Firefox writes late."""
    if not isinstance(browser, Firefox):
        return
    file = browser.place.profile / "extension-preferences.json"

    def is_written() -> bool:
        granted = json.loads(file.read_text()) if file.exists() else {}
        own = granted.get(gecko_id(extension), {})
        return "internal:privateBrowsingAllowed" in own.get("permissions", [])

    until(is_written, "the permission is on disk")


def start_installed(browser: Browser) -> None:
    """Start with what is installed, and with nothing by command line but the observer."""
    if isinstance(browser, Chromium):
        browser.start()
    else:
        browser.restart()  # the harness has to name its extensions' addresses


def choose_start_page(browser: Browser) -> None:
    """The listed page is what the browser shows at every start. It does not run."""
    if isinstance(browser, Firefox):
        browser.switches = (PAGE,)
    else:
        _prefer(browser, {"restore_on_startup": START_PAGES, "startup_urls": [PAGE]})


def forget_start_page(browser: Browser) -> None:
    """The person takes away what they had chosen: it names the page too. It does not run."""
    browser.switches = ()
    if isinstance(browser, Chromium):
        _prefer(browser, {"restore_on_startup": 5})


def continue_session(browser: Browser) -> None:
    """The next start brings the tabs of this one back."""
    if isinstance(browser, Firefox):
        browser.privileged(CONTINUES_ONCE)


def prefer_last_session(browser: Browser) -> None:
    """As ``continue_session``, for a browser that does not run."""
    if isinstance(browser, Chromium):
        _prefer(browser, {"restore_on_startup": LAST_SESSION})


def _prefer(browser: Browser, session: dict[str, object]) -> None:
    with _preferences(browser) as preferences:
        preferences["session"] = session


@contextmanager
def _preferences(browser: Browser) -> Iterator[dict[str, Any]]:
    file = browser.place.profile / "Default/Preferences"
    preferences = json.loads(file.read_text())
    yield preferences
    file.write_text(json.dumps(preferences))


def findable(browser: Browser) -> list[str]:
    """What still names the listed site in the lists that a browser shows."""
    shown = [tab.url for tab in browser.tabs()]
    shown += [url for tab in browser.tabs() for url in browser.back_list(tab.handle)]
    shown += browser.observer.history()
    shown += browser.observer.recently_closed()
    shown += words_in_tabs(browser)
    shown += [f"cookie {name} of {HOST}" for name in browser.observer.cookies(HOST)]
    return [each for each in shown if HOST in each]
