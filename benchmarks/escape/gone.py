"""From the press until Back and Recently closed lead nowhere: as the browser itself lists them, and
in the end by its own keys.
"""

from __future__ import annotations

import time

from benchmarks.escape.stage import Stage, shows_page
from benchmarks.escape.ways import FOCUS, Way

WATCH_SECONDS = 8.0
"""The extension's own second pass is through by then."""
BACK, REOPEN = ("Alt_L", "Left"), ("Control_L", "Shift_L", "t")


def seconds_until_gone(stage: Stage, way: Way) -> float | None:
    """Milliseconds to the first look that finds nothing, all later ones finding nothing either;
    None: something was still there at the end, or a key brought the page back.
    """
    stage.open(way.host)
    stage.screen.point(*FOCUS["page"])
    stage.screen.click()
    way.prepare(stage.screen)
    stage.screen.wait_still()
    pressed = way.press(stage.screen)
    gone: float | None = None
    while (now := time.perf_counter()) < pressed + WATCH_SECONDS:
        if _leads_back(stage, way.host):
            gone = None
        elif gone is None:
            gone = (now - pressed) * 1000
    if _comes_back(stage):
        gone = None
    stage.clear()
    return gone


def _leads_back(stage: Stage, host: str) -> bool:
    address = f"https://{host}/"
    if any(str(tab.get("url", "")).startswith(address) for tab in stage.call("tabs.query", {})):
        return True
    if any(url.startswith(address) for url in stage.browser.observer.recently_closed()):
        return True
    return address in stage.browser.back_list(stage.browser.front().handle)


def _comes_back(stage: Stage) -> bool:
    """Whether the page is to be seen after a press of Back's key, or of Recently closed's."""
    for keys in (BACK, REOPEN):
        stage.screen.press(*keys)
        stage.screen.wait_still()
        if shows_page(stage.screen.look()):
            return True
    return False
