"""Someone alone can publish nothing: one test for each shortcut in the console."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from companion.accounts.models import Role
from companion.clock import utc_now
from companion.entries.store import Store, open_store
from companion.releases.models import ReleaseState
from tests.companion.coalition import Coalition
from tests.companion.console import Console
from tests.companion.test_release_pages import approve, hand_in, hidden, propose
from tests.companion.test_releases import hosts

FIELDS = ("--name=Help", "--category=other", "--evidence=https://new.org.uk/about")


@pytest.fixture
def kept(coalition: Coalition) -> Iterator[Store]:
    store = open_store(coalition.home.config.place)
    yield store
    store.close()


@pytest.fixture
def console(coalition: Coalition, kept: Store) -> Console:
    return Console(coalition.home.config, kept)


@pytest.fixture
def proposed(coalition: Coalition, console: Console) -> Coalition:
    """Somebody proposed release 2, with a new site in it that rea wrote."""
    coalition.sidestep("entry", "add", "new.org.uk", *FIELDS, by="rea")
    for reviewer in ("roy", "rue"):
        coalition.sidestep("entry", "approve", "new.org.uk", by=reviewer)
    assert propose(console.sign_in("edi")).status_code == 303
    return coalition


@pytest.fixture
def stays_as_it_is(proposed: Coalition, kept: Store) -> Iterator[Callable[[], None]]:
    """Whatever a test tries: clients get the same bytes, and the trail has nothing new."""
    before = proposed.home.files.read("timestamp")

    def look() -> None:
        assert proposed.home.files.read("timestamp") == before
        assert "new.org.uk" not in hosts(proposed)

    yield look
    look()


def state(kept: Store, number: int = 2) -> ReleaseState:
    return next(each.state for each in kept.releases() if each.number == number)


def publish(console: Console, number: int = 2) -> tuple[int, str]:
    answer = console.sign_in("ola").post(f"/releases/{number}/publish")
    return answer.status_code, answer.text


@pytest.mark.usefixtures("stays_as_it_is")
def test_own_approval(console: Console, kept: Store) -> None:
    rea = console.sign_in("rea")
    page = rea.get("/releases/2").text
    assert "Approve release" not in page
    seen = hidden(console.sign_in("rue").get("/releases/2").text, "seen")

    answer = rea.post("/releases/2/approve", {"seen": seen})

    assert (answer.status_code, "own-change" in answer.text) == (403, True)
    assert state(kept) is ReleaseState.PROPOSED


@pytest.mark.usefixtures("stays_as_it_is")
def test_own_proposal(proposed: Coalition, console: Console, kept: Store) -> None:
    proposed.sidestep("release", "withdraw")
    rue = console.sign_in("rue")
    assert propose(rue).location == "/releases/3"

    assert approve(rue, 3).status_code == 403
    assert state(kept, 3) is ReleaseState.PROPOSED


def test_the_list_edited_after_approval(proposed: Coalition, console: Console) -> None:
    approve(console.sign_in("rue"))
    proposed.add_site("slipped-in.org.uk")
    hand_in(console.sign_in("edi"), 2, *proposed.sign_release(2, "ada", "ben"))

    assert publish(console)[0] == 303

    assert "new.org.uk" in hosts(proposed)
    assert "slipped-in.org.uk" not in hosts(proposed), "what was frozen is what was approved"


@pytest.mark.usefixtures("stays_as_it_is")
def test_the_release_itself_edited_after_approval(
    proposed: Coalition, console: Console, kept: Store
) -> None:
    """Somebody with the database under their hands puts another list into the approved release."""
    rue, edi = console.sign_in("rue"), console.sign_in("edi")
    approve(rue)
    proposed.add_site("slipped-in.org.uk")
    other = proposed.copy_to(proposed.folder.parent / "other")
    other.sidestep("release", "withdraw")
    other.propose()
    with closing(sqlite3.connect(other.home.config.database)) as database:
        query = "SELECT targets, list FROM release WHERE number = 3"
        targets, content = database.execute(query).fetchone()
    with closing(sqlite3.connect(proposed.home.config.database)) as database, database:
        update = "UPDATE release SET targets = ?, list = ? WHERE number = 2"
        database.execute(update, (targets, content))
    request = proposed.request("release", 2)
    request.write_bytes(edi.get("/releases/2/signing.json").data)
    assert hand_in(edi, 2, *proposed.sign_release(2, "ada", "ben")).status_code == 303

    assert "Nobody has approved it yet as it is now" in rue.get("/releases/2").text
    status, page = publish(console)
    assert (status, "changed after its approval" in page) == (409, True)


@pytest.mark.usefixtures("stays_as_it_is")
def test_a_replayed_signature(proposed: Coalition, console: Console, kept: Store) -> None:
    edi = console.sign_in("edi")
    old = proposed.sign_release(2, "ada", "ben")
    edi.post("/releases/2/withdraw")
    assert hand_in(edi, 2, *old).status_code == 409
    assert propose(edi).location == "/releases/3"
    approve(console.sign_in("rue"), 3)

    answer = hand_in(edi, 3, *old)
    assert (answer.status_code, "not for targets 3" in answer.text) == (400, True)

    (ada,) = proposed.sign_release(3, "ada")
    assert [hand_in(edi, 3, ada).status_code for _ in range(3)] == [303] * 3
    assert "Signatures: 1 of 2" in edi.get("/releases/3").text, "one key counts once"
    assert publish(console, 3)[0] == 403


@pytest.mark.usefixtures("stays_as_it_is")
def test_a_role_lost_between_approval_and_publishing(
    proposed: Coalition, console: Console, kept: Store
) -> None:
    approve(console.sign_in("rue"))
    hand_in(console.sign_in("edi"), 2, *proposed.sign_release(2, "ada", "ben"))
    ola = console.sign_in("ola")
    assert ola.post("/person/rue/roles", {"roles": ["editor"]}, page="/people").status_code == 303

    status, page = publish(console)

    assert (status, "rue, who is no reviewer any more" in page) == (409, True)


@pytest.mark.usefixtures("stays_as_it_is")
def test_a_role_won_in_the_middle(console: Console, kept: Store) -> None:
    edi, ola = console.sign_in("edi"), console.sign_in("ola")
    assert ola.post("/person/edi/roles", {"roles": ["reviewer"]}, page="/people").status_code == 303
    assert edi.get("/releases/2").status_code == 303, "signed out"

    promoted = console.sign_in("edi")
    assert approve(promoted).status_code == 403, "once the author, always the author"
    all_roles = {"roles": [*Role]}
    assert ola.post("/person/ola/roles", all_roles, page="/people").status_code == 403
    assert approve(ola).status_code == 403
    assert state(kept) is ReleaseState.PROPOSED


@pytest.mark.usefixtures("stays_as_it_is")
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.test"}])
def test_a_forged_form(console: Console, kept: Store, headers: dict[str, str]) -> None:
    """A page of somebody else makes the reviewer's browser send the form, with the cookies."""
    rue = console.sign_in("rue")
    seen = hidden(rue.get("/releases/2").text, "seen")
    form = {"seen": seen, "csrf_token": rue.token("/releases/2") if headers else "guessed"}

    answer = rue.client.post("/releases/2/approve", data=form, headers=headers)

    assert (answer.status_code, "forged-form" in answer.text) == (400, True)
    assert state(kept) is ReleaseState.PROPOSED


@pytest.mark.usefixtures("stays_as_it_is")
def test_a_stale_difference(proposed: Coalition, console: Console, kept: Store) -> None:
    rue, edi = console.sign_in("rue"), console.sign_in("edi")
    shown = hidden(rue.get("/releases/2").text, "seen")
    edi.post("/releases/2/withdraw")
    before = hidden(edi.get("/releases/new").text, "seen")
    proposed.add_site("slipped-in.org.uk")

    stale = edi.post("/releases/new", {"seen": before})
    assert (stale.status_code, "changed since this page" in stale.text) == (409, True)
    assert propose(edi).location == "/releases/3"

    def answers(number: int, form: dict[str, str]) -> int:
        return rue.post(f"/releases/{number}/approve", form).status_code

    assert answers(2, {"seen": shown}) == 409, "that one is closed"
    assert answers(3, {"seen": shown}) == 409, "that is not what was shown"
    assert answers(3, {}) == 409
    assert state(kept, 3) is ReleaseState.PROPOSED


@pytest.mark.usefixtures("stays_as_it_is")
def test_signatures_without_an_approval(proposed: Coalition, console: Console) -> None:
    hand_in(console.sign_in("edi"), 2, *proposed.sign_release(2, "ada", "ben"))

    status, page = publish(console)

    assert (status, "waits for approval" in page) == (409, True)


@pytest.mark.usefixtures("stays_as_it_is")
def test_an_approval_in_a_borrowed_browser(coalition: Coalition, kept: Store) -> None:
    """Somebody sits down at a browser in which a reviewer signed in ten minutes ago."""
    late = Console(coalition.home.config, kept, lambda: utc_now() + timedelta(minutes=10))
    now = Console(coalition.home.config, kept)
    cookie = now.sign_in("rue").client.get_cookie("sidestep")
    assert cookie is not None
    visitor = late.stranger()
    visitor.client.set_cookie("sidestep", cookie.value)

    answer = approve(visitor)

    assert (answer.status_code, answer.location.startswith("/sign-in?")) == (303, True)
    assert state(kept) is ReleaseState.PROPOSED
