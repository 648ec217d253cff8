"""A site that keeps its storage leaves nothing of it in Firefox either, where no call reaches all
of it; its siblings lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.exchange import Request, Response
from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import DECOY
from tests.browser.support.pages import COUNCIL, SITES, page
from tests.browser.support.sites import Sites
from tests.browser.support.waiting import until

LISTED = f"support.{COUNCIL}"
SIBLINGS = (COUNCIL, f"my.{COUNCIL}")

STORES = """
const file = async () => {
  const folder = await navigator.storage.getDirectory();
  const out = await (await folder.getFileHandle("diary", { create: true })).createWritable();
  await out.write("words");
  await out.close();
};
const stores = async () => {
  localStorage.setItem("local", "words");
  await (await caches.open("pages")).put("/kept", new Response("words"));
  await file();
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.ready = "yes";
};
stores().catch((error) => { document.documentElement.dataset.refused = error.name; });
"""

ANSWERS_ALL = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(
  event.request.mode === "navigate" ? fetch(event.request) : new Response("from the worker"),
));
"""
"""The site's own worker answers whatever its pages ask for."""

READS = """
const files = [];
for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
return [Object.keys(localStorage), await caches.keys(), files];
"""


def storing(request: Request) -> Response:
    if request.path == "/worker.js":
        kind = (("Content-Type", "text/javascript"),)
        return Response(headers=kind, body=ANSWERS_ALL.encode())
    return page(f"Home of {request.host}", "", script=STORES if request.path == "/" else "")


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    hosts = dict.fromkeys((LISTED, *SIBLINGS), storing)
    with Sites.start({**SITES, **hosts}) as sites:
        yield sites


def test_what_a_site_kept_goes_whole_and_its_siblings_keep_theirs(
    make_browser: Callable[[str], Browser], extensions: dict[str, Path]
) -> None:
    browser = make_browser("firefox")
    browser.start(extensions["firefox"])
    desk = Desk(browser, extensions["firefox"])
    for host in SIBLINGS:
        browser.open_tab(f"https://{host}/")
        browser.wait_ready()
    browser.open_tab(f"https://{LISTED}/")
    refused = "return document.documentElement.dataset.refused;"
    until(lambda: browser.script(refused), "its storage is in the page's memory, but for files")
    with desk.here() as options:
        assert options.send({"type": "repair.open"}) == {"done": True}
    browser.wait_ready()
    # the site's own worker is in charge of this one
    browser.driver.refresh()
    browser.wait_ready()
    folder = browser.place.profile / f"storage/default/https+++{LISTED}"
    until(lambda: {"cache", "fs", "ls"} <= {part.name for part in folder.iterdir()}, "it stores")

    browser.press()
    until(lambda: browser.front().url == DECOY, "the decoy is in front")
    browser.drive_front()
    desk.wait_swept()

    assert not folder.exists()
    for host in SIBLINGS:
        browser.open_tab(f"https://{host}/reading")
        read = browser.script(f"return (async () => {{ {READS} }})();")
        assert read == [["local"], ["pages"], ["diary"]], host
