"""A profile that somebody has lived in loses nothing but the listed visit, counted store by store;
what is older than the extension goes only when a person says so twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.exchange import Request, Response
from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.history_db import history_urls
from tests.browser.support.leaving import leave
from tests.browser.support.lived_in import DOWNLOADS, FORM_VALUES, PAST, counted, live_in
from tests.browser.support.pages import COUNCIL, HELPLINE, SITES, WRITES_STORAGE, page
from tests.browser.support.sites import Sites
from tests.browser.support.sqlite_copy import opened_copy
from tests.browser.support.visits import visit_helpline
from tests.browser.support.waiting import until

PLACES = [f"place{number:02}.test" for number in range(40)]
KEPT_TABS = 25
"""Both browsers keep so many closed tabs."""
SIBLINGS = (f"my.{COUNCIL}", COUNCIL)
LISTED_SIBLING = f"https://support.{COUNCIL}/"
OLDER = [f"https://{HELPLINE}/older/{number}" for number in range(12)]
READS = """
return indexedDB.databases().then((all) => [{ ...localStorage }, all.map(({ name }) => name)]);
"""


def place(request: Request) -> Response:
    """Writes at its home page only."""
    if request.path != "/":
        return page(f"Reading at {request.host}", "")
    cookie = "session=1; Max-Age=86400; Path=/; Secure; HttpOnly"
    script = WRITES_STORAGE % {"name": request.host}
    return page(f"Home of {request.host}", "", script=script, cookie=cookie)


@pytest.fixture(scope="module")
def sites() -> Iterator[Sites]:
    """The test sites, and many more that somebody uses every day."""
    hosts = dict.fromkeys((*PLACES, *SIBLINGS, f"support.{COUNCIL}"), place)
    with Sites.start({**SITES, **hosts}) as sites:
        yield sites


def use(browser: Browser, hosts: tuple[str, ...]) -> None:
    """Open sites in tabs of their own and close them when all have written what they write."""
    tabs = [
        browser.observer.call("tabs.create", {"url": f"https://{host}/", "active": False})["id"]
        for host in hosts
    ]
    until(
        lambda: all(
            {"session", f"{host}-script"} <= set(browser.observer.cookies(host)) for host in hosts
        ),
        "all sites have set their cookies",
        30,
    )
    until(
        lambda: all(tab["status"] == "complete" for tab in browser.observer.call("tabs.query", {})),
        "all pages are loaded",
    )
    for tab in tabs:
        browser.observer.call("tabs.remove", tab)


def all_cookies(browser: Browser) -> set[tuple[str, str, str]]:
    found = browser.observer.call("cookies.getAll", {})
    return {(cookie["domain"], cookie["name"], cookie["value"]) for cookie in found}


def assert_pages_find_their_storage(browser: Browser) -> None:
    browser.driver.switch_to.new_window("tab")
    for host in (*SIBLINGS, *PLACES):
        browser.open(f"https://{host}/read")
        kept = browser.script(READS)
        assert kept == [{f"{host}-local": f"{host} value"}, [f"{host}-database"]], host


def stored_hosts(profile: Path) -> set[str]:
    """Hosts with a filled local storage and a database, in a Firefox that has ended."""
    hosts = set()
    for folder in (profile / "storage/default").glob("https+++*"):
        if any(folder.glob("idb/*.sqlite")) and (folder / "ls/data.sqlite").exists():
            with opened_copy(folder / "ls/data.sqlite") as database:
                if database.execute("SELECT count(*) FROM data").fetchone()[0] == 1:
                    hosts.add(folder.name.removeprefix("https+++"))
    return hosts


@pytest.mark.long_in("firefox")
def test_a_lived_in_profile_loses_the_visit_and_nothing_else(
    browser: Browser, extension: Path
) -> None:
    live_in(browser, extension, older=OLDER)
    desk = Desk(browser, extension)
    parent = {"url": f"https://{COUNCIL}/", "domain": COUNCIL, "name": "signed-in", "value": "1"}
    browser.observer.call("cookies.set", parent)
    use(browser, (*SIBLINGS, *PLACES))
    cookies, closed = all_cookies(browser), browser.observer.recently_closed()
    assert len({domain for domain, _, _ in cookies if domain in PLACES}) == len(PLACES)
    assert len(closed) == KEPT_TABS

    browser.driver.switch_to.new_window("tab")
    visit_helpline(browser)
    browser.open(LISTED_SIBLING)
    assert LISTED_SIBLING in browser.observer.history(), "the visit leaves rows"
    leave(browser)
    desk.wait_swept()

    assert all_cookies(browser) == cookies
    # the closed listed tab has pushed the oldest one out before it was forgotten
    assert browser.observer.recently_closed() == closed[: KEPT_TABS - 1]
    shown = set(browser.observer.history())
    assert set(PAST) <= shown
    assert set(OLDER) <= shown, "what is older than the extension is left alone"
    assert not [url for url in shown - set(OLDER) if HELPLINE in url or url == LISTED_SIBLING]

    def found(pages: int) -> None:
        assert pages == len(OLDER)
        assert set(OLDER) <= set(browser.observer.history()), "looking erases nothing"

    desk.clear_older(found)
    shown = set(browser.observer.history())
    assert set(PAST) <= shown
    assert not set(OLDER) & shown
    assert all_cookies(browser) == cookies

    if browser.name == "chromium":
        assert_pages_find_their_storage(browser)
    browser.quit()
    if browser.name == "firefox":
        assert stored_hosts(browser.place.profile) >= {*SIBLINGS, *PLACES}
    rows = set(history_urls(browser.place.profile, browser.name))
    assert set(PAST) <= rows
    assert not [url for url in rows if HELPLINE in url]
    assert counted(browser) == {"downloads": DOWNLOADS, "form values": FORM_VALUES}
