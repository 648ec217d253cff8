"""From the beginning of a navigation until the key is there.

A script of the benchmark's own, in a copy of the package, runs in the key script's isolated world:
registered for the beginning of each document, it tells when the key is armed, or that it was
already.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.escape.page import LISTED
from benchmarks.escape.stage import Sample, on_stage
from tests.browser.support.waiting import until

PROBE = "content/probe.js"
SCRIPT = """(() => {
  const armed = () => { document.documentElement.dataset.armed = String(performance.now()); };
  if (globalThis.sidestepArmed) return armed();
  Object.defineProperty(globalThis, "sidestepArmed", {
    configurable: true,
    get: () => undefined,
    set(value) {
      Object.defineProperty(globalThis, "sidestepArmed", { value, writable: true });
      armed();
    },
  });
})();
"""
REGISTERS = """
const probe = { id: "probe", js: [args[0]], matches: [args[1]], runAt: "document_start" };
await api.scripting.registerContentScripts([{ ...probe, persistAcrossSessions: false }]);
return true;
"""
READS = """
const { armed, first } = document.documentElement.dataset;
return armed && first ? [Number(armed), Number(first)] : null;
"""


def arming(browser: str, extension: Path, folder: Path, runs: int) -> dict[str, list[Sample]]:
    """Return samples of ``armed`` and ``first`` (the page's own first script), in milliseconds from
    the beginning of the navigation: of the first page of a visit, and of a later one.
    """
    copy = folder / f"probed-{browser}"
    shutil.copytree(extension, copy)
    (copy / PROBE).write_text(SCRIPT)
    samples: dict[str, list[Sample]] = {"the first page of a visit": [], "a later page": []}
    with on_stage(browser, copy) as stage:
        driver = stage.browser.driver
        with stage.browser.extension_page(copy, "pages/options/options.html") as page:
            page.run(REGISTERS, PROBE, f"https://{LISTED}/*")
        home = driver.current_window_handle
        for _ in range(runs):
            driver.switch_to.new_window("tab")
            for taken in samples.values():
                stage.browser.open(f"https://{LISTED}/")
                armed, first = until(lambda: stage.browser.script(READS), "the page is armed")
                taken.append({"armed": armed, "first": first})
            driver.close()
            driver.switch_to.window(home)
            stage.browser.driver.get("about:blank")
            until(lambda: not _early(stage.browser.observer.call("tabs.query", {})), "it is gone")
    return samples


def _early(tabs: list[dict[str, str]]) -> bool:
    return any(LISTED in tab.get("url", "") for tab in tabs)
