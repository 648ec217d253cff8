"""Browsers with a list of a given length, and beside them others that know of no list."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.handoff.pages import LISTED
from benchmarks.list.entries import entries
from benchmarks.list.home import filled_home
from benchmarks.node import ROOT
from companion.entries.models import Entry, State
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.desk import Desk
from tests.browser.support.firefox import Firefox
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}
FOLDERS = {"chromium": "chrome", "firefox": "firefox"}
BARE = Path(__file__).parent / "bare"

CLOSES_PRIVATE_WINDOWS = """
const windows = await api.windows.getAll();
for (const { id } of windows.filter(({ incognito }) => incognito)) await api.windows.remove(id);
"""


def build_extensions(folder: Path, size: int) -> dict[str, Path]:
    """Build both extensions with a list of ``size`` entries, the listed site among them."""
    harbour = Entry(
        host=LISTED,
        paths=(),
        subdomains=True,
        name="Quiet Harbour",
        category="other",
        country="GB",
        language="en",
        evidence=f"https://{LISTED}/about",
        state=State.VERIFIED,
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    home = filled_home(folder / "companion", [*entries(size - 1), harbour])
    command = [sys.executable, str(ROOT / "build_ext.py"), "all", "--home", str(home.path)]
    out = folder / "extensions"
    subprocess.run([*command, "--out", str(out)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return {browser: out / name for browser, name in FOLDERS.items()}


def empty_twin(extension: Path, folder: Path) -> Path:
    """Write an extension into ``folder`` that may do all that ``extension`` may, and does nothing:
    what it costs is the browser's own.
    """
    theirs = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    same = ("manifest_version", "version", "incognito", "permissions", "host_permissions")
    manifest = {"name": "Empty", **{key: theirs[key] for key in same if key in theirs}}
    background = theirs["background"]
    script = background.get("service_worker") or background["scripts"][0]
    manifest["background"] = background
    gecko = theirs.get("browser_specific_settings", {}).get("gecko", {})
    manifest["browser_specific_settings"] = {"gecko": {**gecko, "id": "empty@bench.invalid"}}
    (folder / script).parent.mkdir(parents=True, exist_ok=True)
    (folder / script).write_text("", encoding="utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


@contextmanager
def started(name: str, sites: Sites, *extensions: Path) -> Iterator[Browser]:
    """Start a browser with a fresh profile; it is gone after the block."""
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        browser = stack.enter_context(BROWSERS[name](Place(root), sites))
        browser.start(*extensions, observer=False)
        yield browser


class Ready:
    """A browser in which Sidestep is allowed in private windows and has all ``size`` entries."""

    def __init__(self, browser: Browser, extension: Path, size: int) -> None:
        self.browser = browser
        self.extension = extension
        browser.allow_private(extension)
        self.desk = Desk(browser, extension)
        until(lambda: self.desk.status()["privateAccess"], "private access is there")
        until(lambda: self.desk.status()["list"]["entries"] == size, "the list is loaded")

    def close_private_windows(self) -> None:
        with self.desk.here() as page:
            page.run(CLOSES_PRIVATE_WINDOWS)

    def private_windows(self) -> int:
        with self.desk.here() as page:
            windows = page.call("windows.getAll")
        return sum(window["incognito"] for window in windows)
