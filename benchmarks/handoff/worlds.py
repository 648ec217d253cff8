"""Whether an extension has run anything in a page: the worlds that scripts have there."""

from __future__ import annotations

from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox, gecko_id

LISTS_WORLDS = """
const [url, id, done] = arguments;
const windows = [...Services.wm.getEnumerator("navigator:browser")];
const browsers = windows.flatMap(({ gBrowser }) => [...gBrowser.browsers]);
const { messageManager } = browsers.find(({ currentURI }) => currentURI.spec === url);
messageManager.addMessageListener("bench:worlds", function heard({ data }) {
  messageManager.removeMessageListener("bench:worlds", heard);
  done(data);
});
const looks = (id) => {
  const module = "resource://gre/modules/ExtensionContent.sys.mjs";
  const { ExtensionContent } = ChromeUtils.importESModule(module);
  const world = ExtensionContent.getContextByExtensionId(id, content);
  sendAsyncMessage("bench:worlds", world ? 1 : 0);
};
const code = encodeURIComponent(`(${looks})(${JSON.stringify(id)})`);
messageManager.loadFrameScript(`data:,${code}`, false);
"""


def worlds(browser: Browser, extension: Path, url: str) -> int:
    """How many worlds of its own ``extension`` has in the page of the tab that shows ``url``."""
    if isinstance(browser, Firefox):
        return int(browser.privileged_async(LISTS_WORLDS, url, gecko_id(extension)))
    assert isinstance(browser, Chromium)
    target = next(tab.handle for tab in browser.tabs() if tab.url == url)
    origin = browser.extension_url(extension, "").rstrip("/")
    return browser.devtools.origins(target).count(origin)
