"""From the beginning of a navigation until the key is there.

In a copy of the package the key script's last line tells when it is through: it listens then. The
script comes by every way by which the extension brings it, and the first that came counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.escape.page import LISTED
from benchmarks.escape.stage import Sample, on_stage
from tests.browser.support.waiting import until

KEY_SCRIPT = "content/escape-key.js"
TELLS = "\ndocument.documentElement.dataset.armed ??= String(performance.now());\n"
READS = """
const { armed, first } = document.documentElement.dataset;
return armed && first ? [Number(armed), Number(first)] : null;
"""
FIRST, LATER = "the first page of a visit", "a later page"


def arming(
    browser: str, extension: Path, folder: Path, runs: int, say: Callable[[str], None]
) -> dict[str, list[Sample]]:
    """Return samples of ``armed`` and ``first`` (the page's own first script), in milliseconds from
    the beginning of the navigation: of the first page of a visit, and of a later one. ``say`` is
    told how far it is.
    """
    samples: dict[str, list[Sample]] = {FIRST: [], LATER: []}
    with on_stage(browser, _telling(extension, folder / f"telling-{browser}")) as stage:
        driver = stage.browser.driver
        home = driver.current_window_handle
        for number in range(1, runs + 1):
            driver.switch_to.new_window("tab")
            for taken in samples.values():
                stage.browser.open(f"https://{LISTED}/")
                armed, first = until(lambda: stage.browser.script(READS), "the page is armed")
                taken.append({"armed": armed, "first": first})
            driver.close()
            driver.switch_to.window(home)
            until(lambda: not _is_open(stage.call("tabs.query", {})), "the visit is over")
            if number % 10 == 0 or number == runs:
                say(f"{number} of {runs}")
    return samples


def _telling(extension: Path, copy: Path) -> Path:
    """A copy of the package whose key script tells when it is through."""
    shutil.copytree(extension, copy)
    with (copy / KEY_SCRIPT).open("a") as script:
        script.write(TELLS)
    return copy


def _is_open(tabs: list[dict[str, int]]) -> bool:
    return any(LISTED in str(tab.get("url", "")) for tab in tabs)
