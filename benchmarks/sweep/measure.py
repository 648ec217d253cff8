"""One measurement each, in a Chromium with the extension and a large history."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benchmarks.sweep.profile import Prepared
from tests.browser.support.chromium import Chromium
from tests.browser.support.desk import OPTIONS, Desk
from tests.browser.support.leaving import leave
from tests.browser.support.visits import visit_helpline

LONG_SECONDS = 300
STARTS_WATCH = """
globalThis.watch = { longest: 0, last: performance.now(), heap: 0 };
globalThis.watch.timer = setInterval(() => {
  const now = performance.now();
  watch.longest = Math.max(watch.longest, now - watch.last - 10);
  watch.last = now;
}, 10);
"""
FOLLOWS = """
const ask = (type) => api.runtime.sendMessage({ type });
const started = performance.now();
let state = await ask(args[0]);
while (state.phase === "looking" || state.phase === "erasing") {
  await new Promise((done) => setTimeout(done, 20));
  state = await ask("older.state");
}
return [performance.now() - started, state.found, state.erased, state.remaining];
"""
CLEANS = """
const [hosts, most] = args;
const started = performance.now();
let searched = 0, erased = 0;
for (const host of hosts) {
  if (performance.now() - started > most) break;
  for (const { url } of await api.history.search({ text: host, startTime: 0, maxResults: 0 })) {
    const { hostname } = new URL(url);
    if (hostname !== host && !hostname.endsWith(`.${host}`)) continue;
    await api.history.deleteUrl({ url });
    erased += 1;
  }
  searched += 1;
}
return [performance.now() - started, searched, erased];
"""
WATCHES = """
const names = (each) => JSON.stringify(each).includes("helpline.test");
globalThis.shows = { last: null };
globalThis.watching ??= setInterval(async () => {
  const [rows, closed, tabs] = await Promise.all([
    api.history.search({ text: "", startTime: Date.now() - 120_000, maxResults: 0 }),
    api.sessions.getRecentlyClosed(),
    api.tabs.query({}),
  ]);
  if ([...rows, ...closed, ...tabs].some(names)) globalThis.shows.last = Date.now();
}, 10);
"""
"""Notes until when History, Recently closed or a tab named the visit. Only rows of the last two
minutes are looked at: to look through the whole history takes longer than the sweep, which would
have to wait for it.
"""


@dataclass(frozen=True)
class Act:
    """The older-rows act. Times and the worker's longest stall in ms, its largest heap in MB."""

    look: float
    erase: float
    found: int
    stall: float
    heap: float


@dataclass(frozen=True)
class Cleaner:
    """Search for each site, delete for each hit, stopped after a while. ``ms`` for ``searched``."""

    ms: float
    searched: int
    erased: int


def act(browser: Chromium, prepared: Prepared, listed: int) -> Act:
    """Look for the older rows and erase them.

    Raises:
        RuntimeError: it did not find or not erase what there is.
    """
    with browser.extension_page(prepared.extension, OPTIONS) as page:
        page.send({"type": "status.get"})
        worker = browser.devtools.targets("service_worker")[0]["targetId"]
        browser.devtools.evaluate(worker, STARTS_WATCH)
        look, found, _, _ = page.run(FOLLOWS, "older.look")
        heap = _heap(browser, worker)
        erase, _, erased, remaining = page.run(FOLLOWS, "older.erase")
        heap = max(heap, _heap(browser, worker))
        stall = browser.devtools.evaluate(worker, "watch.longest")
    if (found, erased, remaining) != (listed, listed, 0):
        raise RuntimeError(f"{found} found, {erased} erased, {remaining} left of {listed}")
    return Act(look, erase, int(found), float(stall), heap)


def cleaner(browser: Chromium, prepared: Prepared, most_ms: float) -> Cleaner:
    """The approach of the usual cleaners, with the same interface and the same sites."""
    browser.driver.set_script_timeout(LONG_SECONDS)
    with browser.extension_page(prepared.extension, OPTIONS) as page:
        ms, searched, erased = page.run(CLEANS, prepared.hosts, most_ms)
    return Cleaner(ms, int(searched), int(erased))


def escapes(browser: Chromium, prepared: Prepared, runs: int) -> list[tuple[float, float]]:
    """Visits that are left by the key: ms until nothing a person can open names it, and until all
    is erased.
    """
    desk = Desk(browser, prepared.extension)
    taken = []
    for _ in range(runs):
        browser.driver.switch_to.new_window("tab")
        visit_helpline(browser)
        with desk.here() as page:
            page.run(WATCHES)
        pressed = time.time()
        leave(browser)
        desk.wait_swept()
        whole = time.time() - pressed
        with desk.here():
            last = browser.script("return globalThis.shows.last")
        taken.append((last - pressed * 1000, whole * 1000))
    return taken


def _heap(browser: Chromium, worker: str) -> float:
    with browser.devtools.attached(worker) as session:
        usage = browser.devtools.call("Runtime.getHeapUsage", session)
    return float(usage["usedSize"]) / 1_000_000
