"""The rich visit: what people do on a site, and what sites do to them."""

from __future__ import annotations

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.waiting import until
from tests.residue.pages import HOME, RESULTS
from tests.residue.site_settings import choose
from tests.residue.words import HOST, INNOCENT, TITLE, TYPED


def address(path: str) -> str:
    return f"https://{HOST}{path}"


def make_visit(browser: Browser, *, private: bool = False) -> None:
    """From the results of a search to the listed site's home page, by way of everything else.

    Ends with at least three listed tabs open, the one that is driven on the home page. It writes
    cookies, every kind of storage, a service worker, HSTS, downloads, form values, icons, media,
    permissions.
    """
    browser.open(RESULTS)
    browser.click("#result")
    _wait_home(browser)
    _redirects(browser)
    _sub_pages(browser)
    _frame(browser)
    _forms(browser)
    _in_page(browser)
    _other_tabs(browser)
    if not private:
        # what is chosen in a private window ends with it; without a screen Chromium downloads
        # nothing there
        choose(browser)
        _download(browser)
    _play(browser)


def listed_tabs(browser: Browser) -> list[str]:
    """Handles of the open tabs that show the listed site."""
    return [tab.handle for tab in browser.tabs() if HOST in tab.url]


def _wait_home(browser: Browser) -> None:
    browser.wait_url(HOME)
    browser.wait_ready()


def _follow(browser: Browser, link: str, path: str) -> None:
    browser.click(link)
    browser.wait_url(address(path))
    _wait_shown(browser)


def _wait_shown(browser: Browser) -> None:
    shown = "return document.readyState === 'complete' && document.title;"
    until(lambda: TITLE in (browser.script(shown) or ""), "the page has loaded")


def _home(browser: Browser) -> None:
    browser.click("#home")
    _wait_home(browser)


def _redirects(browser: Browser) -> None:
    _follow(browser, "#moved", "/arrived")
    _home(browser)


def _sub_pages(browser: Browser) -> None:
    _follow(browser, "#story", "/story/1")
    _follow(browser, "#next", "/story/2")
    browser.driver.back()
    browser.wait_url(address("/story/1"))
    browser.driver.forward()
    browser.wait_url(address("/story/2"))
    browser.driver.refresh()
    _wait_shown(browser)
    _home(browser)
    browser.click("#missing")
    browser.wait_url(address("/missing"))
    _home(browser)


def _frame(browser: Browser) -> None:
    _follow(browser, "#chat", "/chat")
    with browser.frame("#widget"):
        browser.click("input")
    _home(browser)


def _forms(browser: Browser) -> None:
    _follow(browser, "#form", "/form")
    browser.find("#story").send_keys(TYPED)
    browser.click("#send")
    browser.wait_url(address(f"/sent?story={TYPED}"))
    browser.find("#reply").send_keys(TYPED)
    browser.click("#answer")
    browser.wait_url(address("/posted"))
    _wait_shown(browser)
    _home(browser)


def _in_page(browser: Browser) -> None:
    browser.click("#hash")
    browser.wait_url(address("/#part"))
    browser.click("#push")
    browser.wait_url(address("/pushed"))
    _home_by_address(browser)


def _home_by_address(browser: Browser) -> None:
    browser.open(HOME)
    _wait_home(browser)


def _other_tabs(browser: Browser) -> None:
    """``window.open``, and a link opened in the background."""
    here = browser.driver.current_window_handle
    browser.click("#opens")
    until(lambda: len(listed_tabs(browser)) == 2, "a second tab is open")
    browser.driver.switch_to.window(here)
    other = browser.find("#other")
    ActionChains(browser.driver).key_down(Keys.CONTROL).click(other).key_up(Keys.CONTROL).perform()
    until(lambda: len(listed_tabs(browser)) == 3, "a third tab is open")
    browser.driver.switch_to.window(here)


def _download(browser: Browser) -> None:
    downloaded = browser.place.home / "Downloads/plan.bin"
    browser.click("#file")
    until(lambda: downloaded.exists() and downloaded.stat().st_size, "the file is there")


def _play(browser: Browser) -> None:
    browser.click("#plays")
    until(
        lambda: browser.script("return document.documentElement.dataset.playing"), "the sound plays"
    )


def type_address(browser: Browser, display: Display) -> None:
    """Type the site's address into the address bar with real keys; enlarge the page with them."""
    display.key("ctrl+l")
    display.type(HOME)
    display.key("Return")
    _wait_home(browser)
    display.key("ctrl+plus")
    enlarged = "return devicePixelRatio > 1;"
    until(lambda: browser.script(enlarged), "the page is larger")


def wait_stored(browser: Browser) -> None:
    """Wait until the site's storage would survive a quit."""
    browser.wait_stored(HOST)


INNOCENT_PAGE = f"https://{INNOCENT}/page/1"
