"""From the press until Back and Recently closed lead nowhere, as the browser itself lists them."""

from __future__ import annotations

import time

from benchmarks.escape.stage import Stage
from benchmarks.escape.ways import FOCUS, Way

WATCH_SECONDS = 8.0
"""The extension's own second pass is through by then."""


def seconds_until_gone(stage: Stage, way: Way) -> float | None:
    """Milliseconds to the first look that finds nothing, all later ones finding nothing either;
    None: something was still there at the end.
    """
    stage.open(way.host)
    stage.screen.point(*FOCUS["page"])
    stage.screen.click()
    stage.screen.wait_still()
    way.prepare(stage.screen)
    pressed = way.press(stage.screen)
    gone: float | None = None
    while (now := time.perf_counter()) < pressed + WATCH_SECONDS:
        if _leads_back(stage, way.host):
            gone = None
        elif gone is None:
            gone = (now - pressed) * 1000
    stage.clear()
    return gone


def _leads_back(stage: Stage, host: str) -> bool:
    address = f"https://{host}/"
    if any(str(tab.get("url", "")).startswith(address) for tab in stage.call("tabs.query", {})):
        return True
    if any(url.startswith(address) for url in stage.browser.observer.recently_closed()):
        return True
    return address in stage.browser.back_list(stage.browser.front().handle)
