"""Every route, whatever is sent by whoever: no error of ours, no markup of theirs."""

from __future__ import annotations

import contextlib
import io
import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from companion.accounts.models import Role
from companion.entries.models import State
from companion.entries.store import Store, open_store
from tests.companion.console import Console, Visitor
from tests.companion.support import Home, an_entry

MARK = "<i>mark</i>"
"""No page of ours has this: where it comes back as it is, it was not escaped."""

HOSTILE = [
    MARK,
    f"\"'>{MARK}",
    f"=HYPERLINK({MARK})",
    "{{ 7 * 7 }}{% x %}",
    "' OR 1=1; --",
    "../../etc/passwd",
    "\0",
    "\ud7ff\ufffe\u202e",
    "9" * 400,
    "-1",
    "1e999",
    "x" * 3_000,
    "xn--",
    "xn--a.test",
    "a..test",
    "ß.test\u3002",
    "[::1]",
    "%00%ff",
    "\r\nSet-Cookie: x=1",
    "https://help.test/%zz\\..",
    '{"entries": [[]]}',
    '{"entries": [{"host": 1}]}',
    "host,name,category,evidence\n" + MARK + ",b,c",
    "[" * 2_000,
]
THROUGH = [text for text in HOSTILE if "\0" not in text]
"""What gets as far as the views: a NUL is refused before them."""

GOOD = ["help.test", "other.test", "new.test", "1", "2", "en", "GB", "other", "yes", "edi", "keep"]
_NAMES = """
    q page sort country language category state waiting url host paths exact_host own name evidence
    contact storage seen reason term text file next password code role roles comment number id
    release version label credential token digest kind person
"""
FIELDS = _NAMES.split()
VALUES = st.one_of(
    st.sampled_from(HOSTILE), st.sampled_from(GOOD), st.text(max_size=40), st.integers().map(str)
)
GOOD_FORM = {
    "host": "new.test",
    "name": "Help",
    "category": "other",
    "evidence": "https://help.test/about",
    "seen": "1",
    "reason": "it was sold",
    "term": "refuge for women",
    "text": "host,name,category,evidence\nmore.test,More,other,https://more.test/\n",
    "url": "https://help.test/a",
    "role": "editor",
    "comment": "looks right",
}
FORMS = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4)
"""What is not as it should be; all else of a form is, or the first refusal hides the rest."""
SITE_FIELDS = [
    "host",
    "name",
    "category",
    "evidence",
    "country",
    "language",
    "contact",
    "storage",
    "seen",
    "paths",
    "reason",
    "term",
    "text",
]
OTHER_FIELDS = [
    "name",
    "password",
    "code",
    "comment",
    "role",
    "next",
    "label",
    "id",
    "person",
    "text",
    "reason",
]
WHO: dict[str, tuple[Role, ...]] = {
    "stranger": (),
    "edi": (Role.EDITOR,),
    "rea": (Role.REVIEWER,),
    "ola": (Role.OPERATOR,),
    "all": tuple(Role),
}
EXAMPLES = 80


class Errors(logging.Handler):
    """What the console did not foresee."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(logging.Formatter().format(record))


class Target:
    """A console that many examples use one after the other."""

    def __init__(self, home: Home, store: Store) -> None:
        self.store = store
        self.console = Console(home.config, store)
        self.errors = Errors()
        self.statuses: Counter[int] = Counter()
        self._visitors: dict[str, tuple[Visitor, str]] = {}
        self.console.app.logger.addHandler(self.errors)
        self.rules = sorted(self.console.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for name, roles in WHO.items():
            if roles:
                self.console.sign_in(name, *roles)
        for host in ("help.test", "other.test"):
            store.add([an_entry(host, "/a", state=State.UNVERIFIED)])

    def send(
        self, who: str, rule: Rule, method: str, parts: list[str], form: dict[str, str], raw: bytes
    ) -> TestResponse:
        """Send one request, signed in anew where an example may have ended the session."""
        visitor, token = self._visitors.get(who) or self._sign_in(who)
        address = filled(rule, parts)
        more: dict[str, Any] = {"query_string": quote(raw, safe="=&%") if raw else form}
        if method != "GET":
            more = {"data": {"csrf_token": token, **form}}
            if raw:
                more["data"]["file"] = (io.BytesIO(raw), "sites.csv")
        answer = visitor.client.open(address, method=method, **more)
        self.statuses[answer.status_code] += 1
        if answer.status_code in (401, 403) or rule.endpoint.startswith(("sign_in", "account")):
            self._visitors.pop(who, None)  # the session may be over
        return answer

    def _sign_in(self, who: str) -> tuple[Visitor, str]:
        known = any(each.name == who for each in self.store.people())
        visitor = self.console.sign_in(who) if known else self.console.stranger()
        self._visitors[who] = visitor, visitor.token("/" if known else "/sign-in")
        return self._visitors[who]


def filled(rule: Rule, parts: list[str]) -> str:
    """Return an address of ``rule``, with ``parts`` where it is open."""
    left = iter(parts)
    values: dict[str, Any] = {}
    for name in sorted(rule.arguments):
        part = next(left, "1")
        if isinstance(rule._converters[name], IntegerConverter):
            part = part if part.isascii() and part.isdigit() else "1"
        values[name] = quote(part, safe="")
    address = rule.rule
    for name, value in values.items():
        for prefix in ("", "int:", "path:", "string:"):
            address = address.replace(f"<{prefix}{name}>", value)
    return address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """PostgreSQL takes less than SQLite does: no NUL in a text, no number beyond its column."""
    is_file = request.param == "sqlite"
    url = "" if is_file else request.getfixturevalue("postgres").empty()
    home = Home(tmp_path_factory.mktemp("fuzzed") / "home", url)
    assert home.sidestep("init", "--development").code == 0
    with contextlib.closing(open_store(home.config.place)) as store:
        yield Target(home, store)


def test_every_route_is_among_those_that_are_tried(target: Target) -> None:
    """Each route once with what is hostile in every field, so that no route is left to chance."""
    for rule in target.rules:
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        for turn in range(4):
            hostile = THROUGH[turn]
            form = {
                field: THROUGH[(7 * turn + place) % len(THROUGH)]
                for place, field in enumerate(FIELDS)
            }
            for method in methods:
                with target.send("all", rule, method, [hostile, hostile], form, b"") as answer:
                    assert target.errors.seen == [], target.errors.seen[-1]
                    if answer.mimetype == "text/html":
                        assert MARK not in answer.get_data(as_text=True), f"{method} {rule.rule}"


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
def test_no_field_of_any_form_comes_back_as_markup(target: Target) -> None:
    """Each field alone, in forms that are good otherwise: what is kept is shown later, too."""
    for rule in target.rules:
        if "POST" not in (rule.methods or ()) or rule.endpoint == "sign_in.sign_out":
            continue
        for field in SITE_FIELDS if rule.endpoint.startswith("entries.") else OTHER_FIELDS:
            listed = target.store.find("help.test")
            assert listed is not None
            form = {**GOOD_FORM, "seen": str(listed.version), field: MARK}
            with target.send("all", rule, "POST", ["help.test", "1"], form, b"") as answer:
                assert target.errors.seen == [], target.errors.seen[-1]
                if answer.mimetype == "text/html":
                    assert MARK not in answer.get_data(as_text=True), f"{rule.rule} {field}"
    everything = {rule.endpoint: rule for rule in target.rules if "GET" in (rule.methods or ())}
    for endpoint in ("entries.index", "entries.site", "entries.edit", "entries.terms"):
        with target.send("all", everything[endpoint], "GET", ["help.test"], {}, b"") as answer:
            text = answer.get_data(as_text=True)
            assert (answer.status_code, MARK in text) == (200, False), endpoint
    with target.send("all", everything["entries.site"], "GET", ["help.test"], {}, b"") as answer:
        assert "&lt;i&gt;mark" in answer.get_data(as_text=True), "something of it was kept"


@pytest.mark.parametrize("who", WHO)
def test_no_route_fails_or_lets_markup_through(target: Target, who: str) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        rule=st.sampled_from(target.rules),
        wrong_method=st.booleans(),
        parts=st.lists(VALUES.filter(bool), min_size=2, max_size=2),
        form=FORMS,
        raw=st.one_of(st.just(b""), st.binary(max_size=60)),
    )
    def fuzz(
        rule: Rule, wrong_method: bool, parts: list[str], form: dict[str, str], raw: bytes
    ) -> None:
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        method = "PUT" if wrong_method and len(form) == 4 else methods[-1]
        answer = target.send(who, rule, method, parts, {**GOOD_FORM, **form}, raw)
        with answer:
            assert target.errors.seen == [], target.errors.seen[-1]
            assert answer.status_code < 500 or rule.endpoint == "health.health", answer.text
            assert "Traceback" not in answer.text
            if answer.mimetype == "text/html":
                assert MARK not in answer.text, f"{method} {rule.rule} {form}"
            assert answer.headers.get("Set-Cookie", "")[:1] != "x"

    fuzz()


def test_requests_got_as_far_as_the_views(target: Target) -> None:
    """The last: what was sent before was answered in every way that there is."""
    assert {200, 303, 400, 403, 404, 409} <= set(target.statuses)
