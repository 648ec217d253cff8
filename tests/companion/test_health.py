"""The page that says how the list is doing, for people."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from companion.accounts.models import Role
from companion.clock import utc_now
from companion.entries.models import Form, Removal, State
from companion.entries.store import open_store
from tests.companion.console import Console
from tests.companion.support import NOW, Home, an_entry


def seen(home: Home, days: float = 0) -> str:
    def clock() -> datetime:
        return utc_now() + timedelta(days=days)

    with contextlib.closing(open_store(home.config.place)) as store:
        page = Console(home.config, store, clock).sign_in("ola", Role.OPERATOR).get("/health")
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_it_counts_what_waits_and_says_how_long_each_role_is_good(home: Home) -> None:
    with contextlib.closing(open_store(home.config.place)) as store:
        store.add(
            [
                an_entry("a.test"),
                an_entry("b.test", state=State.UNVERIFIED),
                replace(an_entry("c.test", state=State.UNVERIFIED), standing=Form("c.test", True)),
                replace(an_entry("d.test"), removal=Removal("sold", "edi", NOW)),
            ]
        )

    page = seen(home)

    assert "Extensions accept what is published" in page
    assert page.count('<span class="state verified">good</span>') == 4
    assert "<dt>Sites that wait for approval</dt><dd>2</dd>" in page
    assert "<dt>Changes of verified sites among them</dt><dd>1</dd>" in page
    assert "<dt>Removals that wait for somebody to agree</dt><dd>1</dd>" in page
    assert "0 open findings" in page
    assert f"<dt>Last refresh</dt><dd>{utc_now():%Y-%m-%d}" in page
    assert "SQLite, schema" in page


@pytest.mark.parametrize(("days", "word"), [(5.5, "soon"), (7.5, "expired")])
def test_it_warns_before_a_role_expires_and_says_when_it_has(
    home: Home, days: float, word: str
) -> None:
    page = seen(home, days)

    assert f'<span class="state">{word}</span>' in page
    assert ("would refuse" in page) is (word == "expired")


def test_it_says_what_is_wrong_with_damaged_files(home: Home) -> None:
    next(home.files.targets.rglob("*.json")).write_bytes(b"{}")

    assert "not what was signed" in seen(home)
