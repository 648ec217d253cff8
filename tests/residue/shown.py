"""What a browser shows a person of the listed site: its own pages and lists, as they appear."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.desk import Desk
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until
from tests.residue.words import WORDS

CHROMIUM_PAGES = (
    "chrome://history/",
    "chrome://downloads/",
    "chrome://new-tab-page/",
    "chrome://password-manager/passwords",
    "chrome://settings/content/all",
    "chrome://settings/content/notifications",
    "chrome://settings/content/camera",
    "chrome://settings/content/zoomLevels",
    "chrome://site-engagement/",
    "chrome://media-engagement/",
    "chrome://predictors/",
    "chrome://quota-internals/",
    "chrome://serviceworker-internals/",
    "chrome://indexeddb-internals/",
)

SETTLED_SECONDS = 2.5

READS_DEEPLY = """
(() => {
  const shown = [];
  const read = (node) => {
    for (const { value } of node.attributes ?? []) shown.push(value);
    if (node.nodeType === Node.TEXT_NODE) shown.push(node.data);
    if (node.value !== undefined) shown.push(String(node.value));
    if (node.shadowRoot) read(node.shadowRoot);
    if (node.contentDocument) read(node.contentDocument);
    if (node.localName !== "style" && node.localName !== "script") node.childNodes.forEach(read);
  };
  read(document);
  return document.readyState === "complete" ? shown.join("\\n") : "";
})()
"""
"""Through shadow roots and frames, attributes and fields too."""

FIREFOX_LISTS = Path(__file__).with_name("shown_firefox.js").read_text()


def shown(browser: Browser, desk: Desk | None) -> dict[str, str]:
    """Page or list of the browser → all that it says. Chromium's closed tabs only with a ``desk``:
    no page of its own shows them.
    """
    lists = {"tabs, back and forward": "\n".join(_tabs(browser))}
    if desk:
        lists["recently closed"] = json.dumps(desk.recently_closed())
    if isinstance(browser, Firefox):
        return lists | dict(browser.privileged_async(FIREFOX_LISTS))
    assert isinstance(browser, Chromium)
    return lists | _pages(browser)


def _tabs(browser: Browser) -> list[str]:
    tabs = browser.tabs()
    lists = [url for tab in tabs for url in browser.back_list(tab.handle)]
    return [*(f"{tab.url} {tab.title}" for tab in tabs), *lists]


def naming(texts: dict[str, str]) -> dict[str, list[str]]:
    """Those that hold one of the visit's words → which kinds."""
    found = {
        name: [kind for kind, word in WORDS.items() if word.lower() in text.lower()]
        for name, text in texts.items()
    }
    return {name: kinds for name, kinds in found.items() if kinds}


def _pages(browser: Chromium) -> dict[str, str]:
    """Each page's text, once none has changed for a while: the settings come with empty lists and
    ask for what is in them. In windows of their own, for a list that nobody sees is not filled.
    """
    call, evaluate = browser.devtools.call, browser.devtools.evaluate
    targets = {
        page: call("Target.createTarget", url=page, newWindow=True)["targetId"]
        for page in CHROMIUM_PAGES
    }
    texts: dict[str, str] = {}
    since = time.monotonic()

    def are_settled() -> bool:
        nonlocal texts, since
        now = {page: str(evaluate(target, READS_DEEPLY)) for page, target in targets.items()}
        if now != texts or not all(now.values()):
            texts, since = now, time.monotonic()
        return time.monotonic() - since > SETTLED_SECONDS

    until(are_settled, "the browser's pages are there")
    for target in targets.values():
        call("Target.closeTarget", targetId=target)
    return texts
