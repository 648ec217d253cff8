"""What the extension's background keeps in memory, after the browser has collected what it can."""

from __future__ import annotations

from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox

COLLECTS_AND_COUNTS = """
const [done] = arguments;
Services.obs.notifyObservers(null, "memory-pressure", "heap-minimize");
setTimeout(async () => {
  const { children } = await ChromeUtils.requestProcInfo();
  const own = children.find(({ type }) => type === "extension");
  done(own ? own.memory : 0);
}, 500);
"""


def worker_memory(browser: Browser, extension: Path) -> float:
    """Megabytes: of the worker's own heap (Chromium), or of the process that all extensions share,
    the observer's included (Firefox).

    Raises:
        RuntimeError: it does not run.
    """
    if isinstance(browser, Chromium):
        return _heap(browser, extension) / 1e6
    assert isinstance(browser, Firefox)
    taken = float(browser.privileged_async(COLLECTS_AND_COUNTS))
    if not taken:
        raise RuntimeError("the extensions' process does not run")
    return taken / 1e6


def _heap(browser: Chromium, extension: Path) -> float:
    workers = browser.workers(extension)
    if not workers:
        raise RuntimeError("the worker does not run")
    with browser.devtools.attached(workers[0]) as session:
        browser.devtools.call("HeapProfiler.collectGarbage", session)
        return float(browser.devtools.call("Runtime.getHeapUsage", session)["usedSize"])
