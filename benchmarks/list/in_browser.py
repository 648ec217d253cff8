"""Wake-up in a real Chromium: from a killed worker to the answer that the list is ready."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.list.home import Home
from benchmarks.node import ROOT
from benchmarks.options import Options
from benchmarks.report import middle
from tests.browser.support.chromium import Chromium
from tests.browser.support.extension_page import ExtensionPage
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites

KILLS = 4
CHECKS = 'await api.runtime.sendMessage({ type: "list.check" });'
ASKS = """
const started = performance.now();
const { list } = await api.runtime.sendMessage({ type: "status.get" });
return [performance.now() - started, list.entries];
"""


def wake_ups(home: Home, size: int, options: Options) -> dict[str, float]:
    """Return the median milliseconds of a question to a worker.

    It is killed, for the ``first`` time in the session as far as the list is concerned, or
    ``again``; or ``unchecked``, for the first time after an install or an update, before the daily
    check has stored an index; or it is ``awake``.
    The answer waits for the list and the visit log: from then on listed pages are armed. The list
    is the bundled one; a stored one is read from the same bytes in base64.
    """
    extension = _build(home, options.folder / f"built-{size}")
    samples: dict[str, list[float]] = {
        kind: [] for kind in ("unchecked", "first", "again", "awake")
    }
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as root,
        Sites.start() as sites,
        Chromium(Place(Path(root)), sites) as browser,
    ):
        browser.start(extension, observer=False)
        with browser.extension_page(extension, "pages/options/options.html") as page:
            for _ in range(options.runs(11)):
                for kind, taken in samples.items():
                    if kind == "unchecked":
                        page.call("storage.local.remove", "listIndex")
                    if kind == "first":
                        page.run(CHECKS)
                    if kind in ("unchecked", "first"):
                        page.call("storage.session.remove", "list")
                    if kind != "awake":
                        _kill_worker(browser, extension)
                    taken.append(_ask(page, size))
    return {kind: middle(taken) for kind, taken in samples.items()}


def _ask(page: ExtensionPage, size: int) -> float:
    ms, entries = page.run(ASKS)
    if entries != size:
        raise RuntimeError(f"{entries} of {size} entries")
    return float(ms)


def _kill_worker(browser: Chromium, extension: Path) -> None:
    """Kill it for good: an event that was on its way when it died starts it again."""
    for attempt in range(KILLS):
        try:
            browser.kill_worker(extension)
        except TimeoutError:
            if attempt + 1 == KILLS:
                raise
        else:
            return


def _build(home: Home, out: Path) -> Path:
    command = [sys.executable, str(ROOT / "build_ext.py"), "chrome", "--home", str(home.path)]
    subprocess.run([*command, "--out", str(out)], check=True, cwd=ROOT, capture_output=True)
    return out / "chrome"
