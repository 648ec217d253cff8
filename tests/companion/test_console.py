"""The page that shows the list, and the page that says whether all is well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from companion.accounts.models import Role
from companion.app import create_app
from companion.clock import utc_now
from companion.entries.models import State
from companion.entries.store import Store, open_store
from tests.companion.console import Console
from tests.companion.support import Home, Server, an_entry


@pytest.fixture
def kept(home: Home) -> Iterator[Store]:
    store = open_store(home.config.database)
    yield store
    store.close()


@pytest.fixture
def console(home: Home, kept: Store) -> FlaskClient:
    return Console(home.config, kept).sign_in("edi", Role.EDITOR).client


def shown_hosts(page: str) -> list[str]:
    return re.findall(r'<bdi class="host">([^<]*)</bdi>', page)


def test_the_page_lists_sites_with_their_state_and_evidence(
    kept: Store, console: FlaskClient
) -> None:
    kept.add([an_entry("help.test"), an_entry("police.test", "/a-b", state=State.UNVERIFIED)])

    page = console.get("/").text

    assert shown_hosts(page) == ["help.test", "police.test"]
    assert "2 sites, 1 verified" in page
    assert "<bdi>/a-b</bdi>" in page
    assert 'href="https://help.test/about"' in page


def test_an_empty_list_says_how_to_begin(console: FlaskClient) -> None:
    assert "sidestep entry add" in console.get("/").text


def test_words_narrow_the_list(kept: Store, console: FlaskClient) -> None:
    kept.add([an_entry("help.test"), replace(an_entry("police.test"), name="Northmoor Police")])

    page = console.get("/?q=NORTHMOOR+police").text

    assert shown_hosts(page) == ["police.test"]
    assert "1 site found" in page
    assert 'value="NORTHMOOR police"' in page


def test_nothing_that_was_typed_becomes_markup(kept: Store, console: FlaskClient) -> None:
    hostile = "\"'><script>alert(1)</script>{{7*7}}"
    kept.add([replace(an_entry("help.test"), name=hostile, evidence=f"https://x.test/{hostile}")])

    for address in ("/", "/?q=%22%27%3E%3Cscript%3E"):
        page = console.get(address).text
        assert shown_hosts(page) == ["help.test"]
        assert "<script" not in page
        assert "&lt;script&gt;" in page
        assert "{{7*7}}" in page


def test_a_long_list_comes_in_pages_that_lose_nobody(kept: Store, console: FlaskClient) -> None:
    hosts = [f"h{number:03}.test" for number in range(250)]
    kept.add(an_entry(host) for host in hosts)

    seen: list[str] = []
    address: str | None = "/?q=test"
    while address is not None:
        page = console.get(address).text
        seen += shown_hosts(page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = following[1].replace("&amp;", "&") if following else None

    assert seen == hosts


@pytest.mark.parametrize("address", ["/?page=0", "/?page=-1", "/?page=9", "/nothing"])
def test_a_page_that_is_not_there_is_said_to_be_missing(console: FlaskClient, address: str) -> None:
    answer = console.get(address)

    assert answer.status_code == 404
    assert "Back to the list" in answer.text


def test_a_page_number_that_is_none_is_the_first_page(console: FlaskClient) -> None:
    assert console.get("/?page=x").status_code == 200


@pytest.mark.parametrize("address", ["/", "/healthz", "/nothing", "/static/console.css"])
def test_every_answer_is_closed_to_other_sites_and_to_caches(
    console: FlaskClient, address: str
) -> None:
    with console.get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin", "nothing to other sites"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


def test_the_pages_need_nothing_that_the_policy_forbids(kept: Store, console: FlaskClient) -> None:
    kept.add([an_entry("help.test", "/a")])

    for address in ("/", "/nothing"):
        page = console.get(address).text
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", page)
        for resource in re.findall(r'(?:src|<link[^>]* href)="([^"]*)"', page):
            with console.get(resource) as answer:
                assert answer.status_code == 200


def test_health_is_good_while_clients_accept_the_list(console: FlaskClient) -> None:
    answer = console.get("/healthz")

    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["status"], answer.json["list_version"]) == ("ok", 1)
    assert set(answer.json["expires"]) == {"root", "targets", "snapshot", "timestamp"}


def test_health_fails_on_the_day_that_the_timestamp_expires(home: Home, kept: Store) -> None:
    def in_a_week() -> datetime:
        return utc_now() + timedelta(days=7, minutes=1)

    answer = (
        create_app(config=home.config, store=kept, clock=in_a_week).test_client().get("/healthz")
    )

    assert answer.status_code == 503
    assert answer.json is not None
    assert "timestamp expired" in answer.json["reason"]


def test_health_fails_when_the_list_is_damaged(home: Home, console: FlaskClient) -> None:
    next(home.files.targets.rglob("*.json")).write_bytes(b"{}")

    answer = console.get("/healthz")

    assert answer.status_code == 503
    assert answer.json is not None
    assert "not what was signed" in answer.json["reason"]


def test_the_server_offers_console_and_list_at_the_addresses_that_it_prints(
    home: Home, server: Server
) -> None:
    assert server.repository == f"{server.console.rstrip('/')}/repository"
    home.add("help.test")

    page = server.ask("/")
    health = json.loads(server.ask("/healthz").body)

    assert (page.status, page.headers["location"]) == (303, "/sign-in?next=%2F")
    assert b"help.test" not in page.body
    assert (health["status"], health["entries"]) == ("ok", 1)
    assert server.ask("/", "POST").status == 405


def test_a_port_that_is_taken_is_named(home: Home, server: Server) -> None:
    port = server.console.rstrip("/").rpartition(":")[2]

    refusal = home.sidestep("serve", "--port", port)

    assert refusal.code == 1
    assert refusal.err.count("\n") == 1
    assert port in refusal.err
