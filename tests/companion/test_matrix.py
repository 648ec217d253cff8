"""Every route × every role × signed out: who gets in, and that no form is taken without its token.

Routes are read from the application, so that a new one is in the matrix at once. What each asks for
is its mark; the tables below are what the marks have to say where a mistake would cost most.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from companion.accounts.guard import access_of
from companion.accounts.models import Role
from companion.clock import utc_now
from companion.entries.store import Store, open_store
from tests.companion.coalition import Coalition
from tests.companion.console import Console

OPEN = {
    "static",
    "health.health",
    "sign_in.page",
    "sign_in.passkey",
    "sign_in.password",
    "sign_in.recovery",
    "enrol.page",
    "enrol.passkey",
    "enrol.password",
}
"""All that a stranger may ask for."""

OPERATORS_ONLY = {
    "people.page",
    "people.new",
    "people.add",
    "people.one",
    "people.roles",
    "people.invite",
    "people.remove",
    "releases.publish",
}
REVIEWERS_ONLY = {"releases.approve", "releases.send_back"}
FRESH = (OPERATORS_ONLY | REVIEWERS_ONLY) - {"people.page"}
"""What asks for a proof that is less than five minutes old."""

EXAMPLES = {"number": 1, "version": 1, "name": "rea", "token": "guess", "host": "help-1.org.uk"}
PEOPLE = {Role.EDITOR: "edi", Role.REVIEWER: "rea", Role.OPERATOR: "ola"}


@pytest.fixture(scope="module")
def kept(released: Coalition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    coalition = released.copy_to(tmp_path_factory.mktemp("matrix") / "coalition")
    store = open_store(coalition.home.config.place)
    yield store
    store.close()


@pytest.fixture(scope="module")
def console(released: Coalition, kept: Store) -> Console:
    return Console(released.home.config, kept)


def requests(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Every route with an address that fits it, and each method that it takes."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: EXAMPLES.get(name, "csv") for name in rule.arguments}
        address = adapter.build(rule.endpoint, values)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, address


def leads_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 303 and answer.location.startswith("/sign-in?next=")


def test_every_route_says_who_may(console: Console) -> None:
    app = console.app
    rules = list(app.url_map.iter_rules())
    assert len(rules) > 40

    marks = {rule.endpoint: access_of(app, rule.endpoint) for rule in rules}

    assert [endpoint for endpoint, mark in marks.items() if mark is None] == []
    assert {name for name, mark in marks.items() if mark and mark.roles is None} == OPEN
    for endpoints, role in ((OPERATORS_ONLY, Role.OPERATOR), (REVIEWERS_ONLY, Role.REVIEWER)):
        for endpoint in endpoints:
            mark = marks[endpoint]
            assert mark is not None
            assert mark.roles == frozenset({role}), endpoint
    assert {name for name, mark in marks.items() if mark and mark.fresh} >= FRESH


def test_a_stranger_gets_into_nothing_but_what_is_open(console: Console) -> None:
    for rule, method, address in requests(console.app):
        answer = console.stranger().client.open(address, method=method)
        if rule.endpoint in OPEN:
            assert not leads_to_sign_in(answer), address
            assert answer.status_code != 401, address
        elif method == "GET":
            assert leads_to_sign_in(answer), address
        else:
            assert answer.status_code == 401, address


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_into_what_is_for_it_and_into_nothing_else(
    console: Console, role: Role
) -> None:
    client = console.sign_in(PEOPLE[role]).client
    counted = {True: 0, False: 0}
    for rule, method, address in requests(console.app):
        mark = access_of(console.app, rule.endpoint)
        assert mark is not None
        may = mark.roles is None or role in mark.roles
        counted[may] += 1
        answer = client.open(address, method=method)
        refused = answer.status_code == 403 and "this takes the role" in answer.text
        assert refused is not may, (method, address)
        assert answer.status_code < 500, (method, address)
        if may and method != "GET":
            assert answer.status_code == 400, f"{address} takes a form without its token"
            assert "forged-form" in answer.text
    assert counted[True] > 20
    assert counted[False] > 5 or role is Role.OPERATOR


def test_what_cannot_be_taken_back_asks_for_a_new_proof_everywhere(
    released: Coalition, kept: Store
) -> None:
    now = Console(released.home.config, kept)
    late = Console(released.home.config, kept, lambda: utc_now() + timedelta(minutes=6))
    for rule, method, address in requests(now.app):
        mark = access_of(now.app, rule.endpoint)
        if mark is None or not mark.fresh or mark.roles is None:
            continue
        cookie = now.sign_in(PEOPLE[min(mark.roles)]).client.get_cookie("sidestep")
        assert cookie is not None
        visitor = late.stranger()
        visitor.client.set_cookie("sidestep", cookie.value)
        assert leads_to_sign_in(visitor.client.open(address, method=method)), address
