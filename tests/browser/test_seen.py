"""What would someone see? Numbers first, names when asked for, and nothing is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.support.browser import Browser, ExtensionPage
from tests.browser.support.history_db import history_urls
from tests.browser.support.long_history import fill
from tests.browser.support.pages import HELPLINE, POLICE
from tests.browser.support.pages_open import open_page
from tests.browser.support.waiting import until

ROWS = int(os.environ.get("SEEN_ROWS", 10_000))
"""Five slices at least; 100,000 for a measurement."""
LISTED = (
    f"https://{HELPLINE}/",
    f"https://www.{HELPLINE}/reading?page=2",
    f"http://{HELPLINE}/old",
    f"https://{POLICE}/advice/stalking/x",
)
INNOCENT = f"https://{POLICE}/report/lost-property"

TEXT = "return document.getElementById(arguments[0]).innerText"

LOOKS_AND_ASKS = """
const look = document.getElementById("look");
const stop = document.getElementById("stop");
look.click();
const waits = [];
const begin = performance.now();
while (!stop.hidden) {
  const asked = performance.now();
  await api.runtime.sendMessage({ type: "status.get" });
  waits.push(performance.now() - asked);
}
return { seconds: (performance.now() - begin) / 1000, waits };
"""
"""While it looks, the worker is asked for something else again and again."""


@pytest.mark.long_in("firefox")
def test_a_long_history_is_counted_and_named_only_on_request(
    browser: Browser, extension: Path
) -> None:
    browser.start(observer=False)
    browser.quit()
    urls = [f"https://shop.test/{number}" for number in range(ROWS - len(LISTED) - 1)]
    for place, url in enumerate((*LISTED, INNOCENT)):
        urls.insert(place * ROWS // 5, url)
    fill(browser.place.profile, browser.name, urls)
    browser.start(extension)
    open_page(browser, extension, "seen")
    cookie = {"url": f"https://{HELPLINE}/", "name": "a", "value": "b", "expirationDate": 4e9}
    ExtensionPage(browser).call("cookies.set", cookie)

    browser.script(
        "document.getElementById('look').click(); document.getElementById('stop').click()"
    )
    assert browser.script(TEXT, "status") == "Stopped."
    assert browser.script(TEXT, "counts") == ""

    browser.driver.set_script_timeout(60)
    measured = ExtensionPage(browser).run(LOOKS_AND_ASKS)
    waits = sorted(measured["waits"])
    print(
        f"{browser.name}: {ROWS} rows in {measured['seconds']:.1f} s; meanwhile {len(waits)} other"
        f" answers, median {waits[len(waits) // 2]:.0f} ms, slowest {waits[-1]:.0f} ms"
    )
    assert len(waits) >= 5, "whoever presses the key meanwhile does not wait for it"
    assert "Done" in browser.script(TEXT, "status")
    assert f"{ROWS:,}"[:2] in browser.script(TEXT, "looked")
    counts = browser.script(TEXT, "counts").split("\n")
    assert counts[:2] == ["History", "4 entries"]
    assert counts[-2:] == ["Site data (cookies)", "1 entry"]
    assert not any(
        host in browser.script("return document.body.innerText") for host in (HELPLINE, POLICE)
    )

    browser.click("#name")
    until(lambda: browser.script(TEXT, "names"), "the names are there", 60)
    names = browser.script(TEXT, "names").split("\n")
    assert names == [
        *(HELPLINE, "3 entries"),
        *(POLICE, "1 entry"),
        *(f"www.{HELPLINE}", "1 entry"),
    ]
    page = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    browser.driver.switch_to.window(page)
    until(lambda: browser.script(TEXT, "names") == "", "who comes back finds nothing")
    assert browser.script(TEXT, "counts") == ""
    browser.quit()
    assert set(LISTED) <= set(history_urls(browser.place.profile, browser.name)), "it only looks"
