"""Every page is shut until its view says for whom it is open, and every form comes from a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from companion.accounts.guard import current_person, needs, open_to_all
from companion.accounts.models import Person, Role
from companion.app import create_app
from companion.clock import utc_now
from companion.entries.store import Store, open_store
from tests.companion.console import COOKIE, Console
from tests.companion.support import Home


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def kept(home: Home) -> Iterator[Store]:
    store = open_store(home.config.database)
    yield store
    store.close()


@pytest.fixture
def console(home: Home, kept: Store, watch: Watch) -> Console:
    console = Console(home.config, kept, watch)
    add_views(console.app)
    return console


def add_views(app: Flask) -> None:
    def forgotten() -> str:
        return "seen"

    @needs(Role.OPERATOR)
    def operators() -> str:
        return f"seen by {current_person().name}"

    @needs(Role.REVIEWER, fresh=True)
    def fresh() -> str:
        return "seen"

    @open_to_all
    def everybody() -> str:
        return "seen"

    for view in (forgotten, operators, fresh, everybody):
        app.add_url_rule(f"/{view.__name__}", view.__name__, view, methods=["GET", "POST"])


def test_a_view_that_does_not_say_who_may_is_refused_for_everybody(console: Console) -> None:
    operator = console.sign_in("ola", *Role)

    for visitor in (console.stranger(), operator):
        answer = visitor.get("/forgotten")
        assert (answer.status_code, "seen" in answer.text) == (403, False)
        assert visitor.client.options("/forgotten").status_code == 403
    assert console.stranger().get("/everybody").text == "seen"


def test_a_stranger_is_sent_to_sign_in_and_back(console: Console) -> None:
    answer = console.stranger().get("/operators?x=1")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Foperators%3Fx%3D1")
    assert console.stranger().post("/operators").status_code == 401


def test_a_role_opens_what_it_is_for(console: Console) -> None:
    assert console.sign_in("ola", Role.OPERATOR).get("/operators").text == "seen by ola"
    answer = console.sign_in("edi", Role.EDITOR).get("/operators")
    assert (answer.status_code, "takes the role operator" in answer.text) == (403, True)


def test_a_changed_role_and_a_removal_count_at_once(
    console: Console, kept: Store, watch: Watch
) -> None:
    ola, rue = console.sign_in("ola", Role.OPERATOR), console.sign_in("rue", Role.OPERATOR)
    assert ola.get("/operators").status_code == rue.get("/operators").status_code == 200

    kept.set_roles(Person("ola", frozenset({Role.EDITOR})))
    kept.remove_person("rue", at=watch())

    assert ola.get("/operators").status_code == 403
    assert rue.get("/operators").status_code == 303


def test_a_session_that_nobody_uses_ends(console: Console, watch: Watch) -> None:
    ola, rue = console.sign_in("ola", Role.OPERATOR), console.sign_in("rue", Role.OPERATOR)
    watch.now += timedelta(minutes=59)
    assert ola.get("/operators").status_code == 200

    watch.now += timedelta(minutes=59)

    assert ola.get("/operators").status_code == 200
    assert rue.get("/operators").status_code == 303


def test_a_session_in_use_ends_after_half_a_day(console: Console, watch: Watch) -> None:
    ola = console.sign_in("ola", Role.OPERATOR)
    end = watch.now + timedelta(hours=12)
    while watch.now < end:
        assert ola.get("/operators").status_code == 200
        watch.now += timedelta(minutes=30)

    assert ola.get("/operators").status_code == 303


def test_what_cannot_be_taken_back_asks_for_a_new_proof(console: Console, watch: Watch) -> None:
    rea = console.sign_in("rea", Role.REVIEWER)
    assert rea.get("/fresh").status_code == 200

    watch.now += timedelta(minutes=5)

    assert rea.get("/fresh").status_code == 303
    answer = rea.post("/fresh", page="/", headers={"Referer": "http://localhost/some/form"})
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fsome%2Fform")


def test_a_form_without_the_token_of_its_session_is_refused(console: Console) -> None:
    ola, other = console.sign_in("ola", Role.OPERATOR), console.sign_in("rue", Role.OPERATOR)
    assert ola.post("/operators", page="/").status_code == 200

    for token in ("", "x", other.token("/")):
        answer = ola.client.post("/operators", data={"csrf_token": token})
        assert (answer.status_code, "forged-form" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_that_another_site_sent_is_refused_even_with_its_token(
    console: Console, headers: dict[str, str]
) -> None:
    ola = console.sign_in("ola", Role.OPERATOR)
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert ola.post("/operators", page="/", headers=own).status_code == 200

    answer = ola.post("/operators", page="/", headers=own | headers)

    assert (answer.status_code, "forged-form" in answer.text) == (400, True)


def test_a_name_that_somebody_else_points_here_is_not_answered(console: Console) -> None:
    ola = console.sign_in("ola", Role.OPERATOR)

    assert ola.get("/", headers={"Host": "evil.test"}).status_code == 400
    assert ola.get("/", headers={"Host": "127.0.0.1:8000"}).status_code != 400


def test_the_cookie_is_for_this_host_for_tls_and_not_for_scripts(home: Home, kept: Store) -> None:
    config = replace(home.config, console="https://console.example.org")
    client = create_app(config=config, store=kept).test_client()
    kept.add_person(Person("ola", frozenset(Role)), at=utc_now())

    cookie = client.get("/sign-in", base_url="https://console.example.org").headers["Set-Cookie"]

    assert cookie.startswith(f"__Host-{COOKIE}-begin=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_token_itself_is_not_in_the_database(console: Console, home: Home) -> None:
    ola = console.sign_in("ola", Role.OPERATOR)
    cookie = ola.client.get_cookie(COOKIE)
    assert cookie is not None

    assert ola.get("/operators").status_code == 200
    assert cookie.value.encode() not in home.config.database.read_bytes()
