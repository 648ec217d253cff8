"""The way to each page of a console that has something of everything in it, in a browser."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from selenium.webdriver.common.by import By

from companion.accounts import sessions
from companion.clock import utc_now
from companion.entries.store import Store, open_store
from tests.browser.support.browser import IS_NEW_AND_LOADED, Browser
from tests.browser.support.console_content import LONG, PERSON, fill, invite, published_version
from tests.browser.support.waiting import until
from tests.companion.console import COOKIE, Console
from tests.companion.support import Home, Server, serving

FILE = "host,name,category,evidence\none.test,One,other,https://one.test/\n"
BAD_FILE = FILE + "co.uk,Two,other,https://two.test/\nthree.test,,other,x\n"

ADDRESSES = {
    "list": "/",
    "found": "/?q=help&category=stalking&sort=-name",
    "nothing-found": "/?q=nothing-has-this",
    "site": "/sites/police.test",
    "long-site": f"/sites/{LONG}",
    "add": "/sites/new",
    "edit": "/sites/police.test/edit",
    "import": "/import",
    "protected": "/protected?url=https%3A%2F%2Fpolice.test%2Fadvice%2Fstalking%2Fnow",
    "search-terms": "/search-terms",
    "checks": "/checks",
    "health": "/health",
    "error": "/sites/not-there.test",
    "release-list": "/releases",
    "release-new": "/releases/new",
    "release-open": "/releases/2",
    "release-past": "/releases/1",
    "own-account": "/account",
    "own-passkey": "/account/new-passkey",
    "own-password": "/account/password",
    "all-people": "/people",
    "new-person": "/people/new",
    "somebody": "/person/edi",
    "oneself": f"/person/{PERSON}",
}
"""Pages that an address leads to."""

_LATE = sessions.FRESH + timedelta(minutes=1)


class ConsolePages:
    """A served console; ``browser`` is signed in as ``PERSON``, who reviews and runs it."""

    def __init__(self, home: Home, store: Store, server: Server, browser: Browser) -> None:
        self._home, self._store, self._browser = home, store, browser
        self._console = Console(home.config, store)
        self._earlier = Console(home.config, store, lambda: utc_now() - _LATE)
        self._proved_at = utc_now() - _LATE
        # a visitor by number is sent to the name, where the cookie would be missing
        self.origin = server.console.replace("127.0.0.1", "localhost")
        self._ways: dict[str, Callable[[], None]] = {
            "advice": self._advice,
            "import-look": lambda: self._import(FILE),
            "import-refused": lambda: self._import(BAD_FILE),
            "conflict": self._conflict,
            "roll-back": lambda: self._open(f"/releases/back-to/{published_version(store)}"),
            "new-link": self._new_link,
            "new-codes": self._new_codes,
            "prove-again": self._prove_again,
            "sign-in-page": lambda: self._as_a_stranger("/sign-in"),
            "welcome": lambda: self._as_a_stranger(f"/invitation/{invite(store, 'new')}"),
        }

    @property
    def names(self) -> list[str]:
        return [*ADDRESSES, *self._ways]

    @property
    def endpoints(self) -> dict[str, str]:
        """The views that answer with GET: endpoint → its rule."""
        rules = self._console.app.url_map.iter_rules()
        return {rule.endpoint: rule.rule for rule in rules if "GET" in (rule.methods or set())}

    def show(self, name: str) -> str:
        """Open the page of that name; gives the endpoint that its address leads to."""
        self._sign_in()
        if name in ADDRESSES:
            self._open(ADDRESSES[name])
        else:
            self._ways[name]()
        path = self._browser.script("return location.pathname")
        routes = self._console.app.url_map.bind("localhost")
        method = "GET" if routes.test(path, "GET") else "POST"
        return str(routes.match(path, method)[0])

    def _sign_in(self) -> None:
        """Put the cookie in place that signing in would bring, unless one is there that lasts."""
        if utc_now() - self._proved_at < sessions.FRESH / 2:
            return
        self._proved_at = utc_now()
        self._take_cookie(self._console)

    def _take_cookie(self, console: Console) -> None:
        cookie = console.sign_in(PERSON).client.get_cookie(COOKIE)
        assert cookie is not None
        self._open("/healthz")
        self._browser.driver.add_cookie({"name": COOKIE, "value": cookie.value, "path": "/"})

    def _open(self, path: str) -> None:
        self._browser.open(f"{self.origin}{path}")

    def _is(self, heading: str) -> None:
        """Make sure that the page is the one that was meant."""
        shown = self._browser.find("h1").text
        if shown != heading:
            raise LookupError(f"the page is “{shown}”, not “{heading}”")

    def _prove_again(self) -> None:
        """The last proof was too long ago for a page about people."""
        self._proved_at -= _LATE
        self._take_cookie(self._earlier)
        self._open("/people/new")
        self._is("Prove that it is you")

    def _as_a_stranger(self, path: str) -> None:
        self._proved_at -= _LATE
        self._open("/healthz")
        self._browser.driver.delete_all_cookies()
        self._open(path)

    def _new_link(self) -> None:
        self._open("/person/new")
        self._submit("form[action$='/invite'] button")
        self._is("A link for new")

    def _new_codes(self) -> None:
        self._open("/account")
        self._submit("form[action$='/codes'] button")
        self._is("Your recovery codes")

    def _advice(self) -> None:
        """Somebody types a host that looks like one that is listed, and a path below another."""
        self._open("/sites/new")
        self._browser.find("#host").send_keys("he1p.test")
        self._browser.find("#paths").send_keys("/a\n/a/b")
        until(
            lambda: len(self._browser.driver.find_elements(By.CSS_SELECTOR, "#advice li")) == 2,
            "two remarks are shown",
        )

    def _import(self, text: str) -> None:
        file = self._home.path.parent / "sites.csv"
        file.write_text(text)
        self._open("/import")
        self._browser.find("#file").send_keys(str(file))
        self._submit()

    def _conflict(self) -> None:
        """Somebody else is faster."""
        self._open("/sites/help.test/edit")
        present = self._store.find("help.test")
        assert present is not None
        name = f"What somebody else wrote ({present.version})"
        self._home.sidestep("entry", "edit", "help.test", "--name", name)
        field = self._browser.find("#name")
        field.clear()
        field.send_keys(f"What I wrote ({present.version})")
        self._submit()

    def _submit(self, button: str = "form button[type=submit]") -> None:
        before = self._browser.script("return performance.timeOrigin")
        self._browser.script("document.querySelector(arguments[0]).click()", f"main {button}")
        until(lambda: self._browser.script(IS_NEW_AND_LOADED, before), "the answer is shown")


@contextlib.contextmanager
def console_in(home: Home, browser: Browser) -> Iterator[ConsolePages]:
    """Fill ``home``, serve it, and sign the running ``browser`` in."""
    with contextlib.closing(open_store(home.config.place)) as store, serving(home) as server:
        fill(home, store)
        yield ConsolePages(home, store, server, browser)
