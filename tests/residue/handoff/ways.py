"""The ways in which a listed page comes to be opened, and what each does with a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import holds, until
from tests.residue.handoff.pages import FORCE_PAGE, HUB_PAGE, LISTED_PATH, PAGE
from tests.residue.words import HOST, QUERY

OPENS_FROM_OUTSIDE = """
const principal = Services.scriptSecurityManager.getSystemPrincipal();
const where = Ci.nsIBrowserDOMWindow.OPEN_NEWTAB, from = Ci.nsIBrowserDOMWindow.OPEN_EXTERNAL;
Services.wm.getMostRecentWindow("navigator:browser").browserDOMWindow
  .openURI(Services.io.newURI(arguments[0]), null, where, from, principal, null);
"""
TYPES_ADDRESS = """
const window = Services.wm.getMostRecentWindow("navigator:browser");
window.gURLBar.focus();
window.gURLBar.value = arguments[0];
window.gURLBar.handleCommand(new window.KeyboardEvent("keydown", { key: "Enter" }));
"""
OPENS_OWN_PAGE = """
const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
gBrowser.selectedTab = gBrowser.addTrustedTab("about:license");
"""
IS_OWN_PAGE = """
const { gBrowser } = Services.wm.getMostRecentWindow("navigator:browser");
return gBrowser.currentURI.spec === "about:license" && !gBrowser.selectedTab.hasAttribute("busy");
"""


@dataclass(frozen=True)
class Way:
    """``act`` opens the listed page from ``start``; ``path``: what the server is asked then.
    ``undo`` takes away what the person had put there themselves, such as a bookmark.
    """

    name: str
    act: Callable[[Browser], None]
    start: str = HUB_PAGE
    path: str = f"/story/1?of={QUERY}"
    host: str = HOST
    only: str = ""
    undo: Callable[[Browser], None] | None = None


def _click(selector: str, *held: str) -> Callable[[Browser], None]:
    def act(browser: Browser) -> None:
        chain = ActionChains(browser.driver)
        for key in held:
            chain.key_down(key)
        chain.click(browser.find(selector))
        for key in held:
            chain.key_up(key)
        chain.perform()

    return act


def _from_ahead(browser: Browser) -> None:
    """The page is announced in every way there is; nobody asks for it before the click."""
    asked = browser.sites.asked
    holds(lambda: not [path for path in asked(HOST) if "story" in path], "nothing is fetched", 2.0)
    _click("#link")(browser)


def _privileged(code: str) -> Callable[[Browser], None]:
    def act(browser: Browser) -> None:
        assert isinstance(browser, Firefox)
        browser.privileged(code, PAGE)

    return act


def _type_over_own_page(browser: Browser) -> None:
    assert isinstance(browser, Firefox)
    browser.privileged(OPENS_OWN_PAGE)
    until(lambda: browser.privileged(IS_OWN_PAGE), "the browser's own page is in front")
    browser.privileged(TYPES_ADDRESS, PAGE)


IN_PATH = f"{LISTED_PATH}/what?of={QUERY}"
FORCE_HOST = "force.test"
WAYS = (
    Way("link", _click("#link")),
    Way("link by plain http", _click("#plain")),
    Way("link in a new tab", _click("#blank")),
    Way("link in a tab behind", _click("#link", Keys.CONTROL)),
    Way("link in a new window", _click("#link", Keys.SHIFT)),
    Way("form", _click("#search")),
    Way("redirect of a shortener", _click("#short")),
    Way("location set by a script", _click("#script")),
    Way("window opened by a script", _click("#opens")),
    Way("fetched and rendered ahead", _from_ahead, start=f"{HUB_PAGE}ahead"),
    Way("link into a listed path", _click("#link"), FORCE_PAGE, IN_PATH, FORCE_HOST),
    Way("another program", _privileged(OPENS_FROM_OUTSIDE), only="firefox"),
    Way("typed address", _privileged(TYPES_ADDRESS), only="firefox"),
    Way("typed over a page of the browser's own", _type_over_own_page, only="firefox"),
)

IN_PAGE = Way("route within a page", _click("#route"), FORCE_PAGE, IN_PATH, FORCE_HOST)
"""Nothing is loaded: the page has shown itself before anybody hears of it."""
