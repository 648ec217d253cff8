"""A console with something of everything in it, and the way to each of its pages in a browser."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from selenium.webdriver.common.by import By

from companion.accounts.models import Role
from companion.checks.models import Finding, FindingState, Kind
from companion.checks.store import Findings
from companion.clock import utc_now
from companion.entries.models import Entry, Removal, State
from companion.entries.store import Store, open_store
from tests.browser.support.browser import Browser
from tests.browser.support.waiting import until
from tests.companion.console import COOKIE, Console
from tests.companion.support import Home, Server, an_entry, serving

LONG = f"a-very-long-name-of-a-helpline-that-goes-on-and-on-without-end.{'x' * 40}.test"
IDN = "xn--frauenhaus-kln-9sb.test"
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
}
"""Pages that an address leads to."""


class ConsolePages:
    """A served console; ``browser`` is signed in as rea, who reviews and runs it."""

    def __init__(self, home: Home, store: Store, server: Server, browser: Browser) -> None:
        self._home, self._store, self._browser = home, store, browser
        self.origin = f"http://127.0.0.1:{urlsplit(server.console).port}"
        self._ways: dict[str, Callable[[], None]] = {
            "advice": self._advice,
            "import-look": lambda: self._import(FILE),
            "import-refused": lambda: self._import(BAD_FILE),
            "conflict": self._conflict,
        }

    @property
    def names(self) -> list[str]:
        return [*ADDRESSES, *self._ways]

    def sign_in(self) -> None:
        """Put the cookie in place that signing in would bring."""
        visitor = Console(self._home.config, self._store).sign_in(
            "rea", Role.REVIEWER, Role.OPERATOR
        )
        cookie = visitor.client.get_cookie(COOKIE)
        assert cookie is not None
        self._browser.open(f"{self.origin}/healthz")
        self._browser.driver.add_cookie({"name": COOKIE, "value": cookie.value, "path": "/"})

    def show(self, name: str) -> None:
        """Open the page of that name."""
        if name in ADDRESSES:
            self._browser.open(f"{self.origin}{ADDRESSES[name]}")
        else:
            self._ways[name]()

    def _advice(self) -> None:
        """Somebody types a host that looks like one that is listed, and a path below another."""
        self._browser.open(f"{self.origin}/sites/new")
        self._browser.find("#host").send_keys("he1p.test")
        self._browser.find("#paths").send_keys("/a\n/a/b")
        until(
            lambda: len(self._browser.driver.find_elements(By.CSS_SELECTOR, "#advice li")) == 2,
            "two remarks are shown",
        )

    def _import(self, text: str) -> None:
        file = self._home.path.parent / "sites.csv"
        file.write_text(text)
        self._browser.open(f"{self.origin}/import")
        self._browser.find("#file").send_keys(str(file))
        self._submit()

    def _conflict(self) -> None:
        """Somebody else is faster."""
        self._browser.open(f"{self.origin}/sites/help.test/edit")
        present = self._store.find("help.test")
        assert present is not None
        name = f"What somebody else wrote ({present.version})"
        self._home.sidestep("entry", "edit", "help.test", "--name", name)
        field = self._browser.find("#name")
        field.clear()
        field.send_keys(f"What I wrote ({present.version})")
        self._submit()

    def _submit(self) -> None:
        before = self._browser.script("return performance.timeOrigin")
        self._browser.script("document.querySelector('main form button[type=submit]').click()")
        until(
            lambda: self._browser.script(
                "return performance.timeOrigin !== arguments[0]"
                " && document.readyState === 'complete'",
                before,
            ),
            "the answer is shown",
        )


@contextlib.contextmanager
def console_in(home: Home, browser: Browser) -> Iterator[ConsolePages]:
    """Fill ``home``, serve it, and sign the running ``browser`` in."""
    with contextlib.closing(open_store(home.config.place)) as store, serving(home) as server:
        _fill(home, store)
        pages = ConsolePages(home, store, server, browser)
        pages.sign_in()
        yield pages


def _fill(home: Home, store: Store) -> None:
    paths = tuple(f"/advice/{word}" for word in ("stalking", "harassment", "coercion", "violence"))
    sites: list[Entry] = [
        replace(an_entry("help.test"), category="stalking", country="GB", language="en"),
        replace(an_entry("police.test", *paths, "/x"), name="Northmoor Police", category="police"),
        replace(
            an_entry(LONG, "/" + "very-long-path" * 8, state=State.UNVERIFIED),
            name="An organisation whose name is as long as its work is hard " * 2,
            authors=("edi",),
            evidence=f"https://{LONG}/{'about-us' * 20}",
        ),
        replace(an_entry(IDN), name="Frauenhaus Köln", country="DE", language="de"),
        replace(an_entry("sold.test"), removal=Removal("the domain was sold", "edi", utc_now())),
        *(an_entry(f"help-{number:03}.test") for number in range(120)),
    ]
    store.add(sites)
    home.sidestep("search-term", "add", "stalking helpline", "--language=en")
    home.sidestep("search-term", "add", "help", "--language=en")
    home.sidestep("entry", "edit", "police.test", "--contact=+44 20 7946 0000", "--country=GB")
    home.sidestep("publish")
    now = utc_now()
    found = Finding(
        0,
        "",
        Kind.ELSEWHERE,
        "https://sold.test/",
        "to https://casino.test/",
        now,
        now,
        FindingState.OPEN,
    )
    with store.transaction() as inside, inside.session() as session:
        Findings(session).keep("sold.test", [found], at=now)
