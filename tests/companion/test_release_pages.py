"""The pages about releases, from the proposal to the roll-back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from companion.entries.models import SearchTerm
from companion.entries.store import Store, open_store
from companion.releases.changes import EMPTY, Line, SignedList, changes_between
from companion.releases.wording import sentences, summary
from tests.companion.coalition import Coalition
from tests.companion.console import Console, Visitor
from tests.companion.test_releases import hosts, version


@pytest.fixture
def kept(coalition: Coalition) -> Iterator[Store]:
    store = open_store(coalition.home.config.place)
    yield store
    store.close()


@pytest.fixture
def console(coalition: Coalition, kept: Store) -> Console:
    return Console(coalition.home.config, kept)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def propose(visitor: Visitor, address: str = "/releases/new", **ticks: str) -> TestResponse:
    page = visitor.get(address).text
    return visitor.post(address, {"seen": hidden(page, "seen"), **ticks})


def approve(visitor: Visitor, number: int = 2) -> TestResponse:
    page = visitor.get(f"/releases/{number}").text
    form = {"seen": hidden(page, "seen")} if 'name="seen"' in page else {}
    return visitor.post(f"/releases/{number}/approve", form)


def hand_in(visitor: Visitor, number: int, *paths: str) -> TestResponse:
    files = [(io.BytesIO(Path(path).read_bytes()), "some.json") for path in paths]
    return visitor.post(f"/releases/{number}/signature", {"signature": files})


def test_a_release_goes_from_a_page_to_clients(coalition: Coalition, console: Console) -> None:
    coalition.add_site("new.org.uk", "--path=/help")
    edi, rue, ola = (console.sign_in(name) for name in ("edi", "rue", "ola"))

    page = edi.get("/releases/new").text
    assert "1 site is added. The list before has 12 sites." in page
    answer = propose(edi)
    assert (answer.status_code, answer.location) == (303, "/releases/2")

    page = rue.get("/releases/2").text
    assert re.sub("<[^>]*>", "", page).count("new.org.uk is added: only the pages below /help") == 1
    assert "Signatures: 0 of 2" in page
    assert approve(rue).status_code == 303
    assert "Approved by <strong>rue</strong>" in rue.get("/releases/2").text

    command = "sidestep release sign release-2.signing.json --key ada.pem --repository "
    assert f"{command}http://localhost/repository" in edi.get("/releases/2").text
    handed_out = edi.get("/releases/2/signing.json")
    assert handed_out.data == coalition.request("release", 2).read_bytes()
    ada, ben = coalition.sign_release(2, "ada", "ben")
    assert hand_in(edi, 2, ada).status_code == 303
    page = ola.get("/releases/2").text
    assert "Signatures: 1 of 2" in page
    assert "Publish version" not in page
    assert hand_in(rue, 2, ben).status_code == 303
    assert "Publish version 2" in ola.get("/releases/2").text

    assert ola.post("/releases/2/publish").status_code == 303
    assert "new.org.uk" in hosts(coalition)
    assert "new.org.uk" in edi.get("/releases/2").text, "its difference stays to be read"
    assert coalition.home.sidestep("audit", "verify").code == 0


def test_a_release_is_sent_back_with_a_reason_and_talked_about(
    coalition: Coalition, console: Console
) -> None:
    coalition.add_site("new.org.uk")
    edi, rue = console.sign_in("edi"), console.sign_in("rue")
    propose(edi)

    assert edi.post("/releases/2/comment", {"text": "<b>Please\nhurry</b>"}).status_code == 303
    assert rue.post("/releases/2/send-back", {"reason": " "}).status_code == 400
    assert rue.post("/releases/2/send-back", {"reason": "Wrong host"}).status_code == 303

    page = edi.get("/releases/2").text
    assert "&lt;b&gt;Please\nhurry&lt;/b&gt;" in page
    assert "<strong>sent it back</strong>" in page
    assert "Wrong host" in page
    assert "withdrawn" in page
    assert propose(edi).location == "/releases/3"
    assert edi.post("/releases/3/withdraw").status_code == 303


def test_a_roll_back_is_a_new_release(coalition: Coalition, console: Console) -> None:
    before = hosts(coalition)
    coalition.add_site("mistake.org.uk")
    coalition.release()
    edi = console.sign_in("edi")
    assert 'href="/releases/back-to/1"' in edi.get("/releases").text

    page = edi.get("/releases/back-to/1").text
    assert "mistake.org.uk" in page
    assert propose(edi, "/releases/back-to/1").location == "/releases/3"
    approve(console.sign_in("rue"), 3)
    hand_in(edi, 3, *coalition.sign_release(3, "ben", "cyd"))
    assert console.sign_in("ola").post("/releases/3/publish").status_code == 303

    assert (version(coalition), hosts(coalition)) == (3, before)
    assert edi.get("/releases/back-to/7").status_code == 409


def test_what_takes_much_away_has_to_be_meant(coalition: Coalition, console: Console) -> None:
    for number in (1, 2):
        coalition.sidestep("entry", "remove", f"help-{number}.org.uk", by="edi")
    edi = console.sign_in("edi")
    assert "mass removal: 2 of 12" in edi.get("/releases/new").text

    assert propose(edi).status_code == 409
    assert propose(edi, mass_removal="on").status_code == 303
    assert "Mass removal: 2 of 12" in edi.get("/releases/2").text


def test_nothing_new_is_proposed_only_to_be_signed_again(console: Console) -> None:
    edi = console.sign_in("edi")

    assert propose(edi).status_code == 409
    assert propose(edi, renew="on").status_code == 303


def test_a_release_that_never_was_is_said_to_be_missing(console: Console) -> None:
    edi = console.sign_in("edi")

    for address in ("/releases/9", "/releases/9/signing.json", "/releases/9/changes.txt"):
        answer = edi.get(address)
        assert (answer.status_code, "there is no release 9" in answer.text) == (409, True)


def test_a_difference_reads_as_sentences() -> None:
    old = SignedList(
        {
            "a.org": Line("a.org", True),
            "b.org": Line("b.org", False, ("/x", "/y")),
            "c.org": Line("c.org", True, ("/help",)),
            "d.org": Line("d.org", True),
        },
        frozenset({SearchTerm("refuge", "en")}),
    )
    new = SignedList(
        {
            "a.org": Line("a.org", True, ("/help",)),
            "c.org": Line("c.org", True),
            "d.org": Line("d.org", True, (), "keep"),
            "e.org": Line("e.org", False),
        },
        frozenset({SearchTerm("hilfe", "de")}),
    )

    assert list(map(str, sentences(changes_between(old, new)))) == [
        "b.org is removed: /x and /y are no longer protected.",
        "a.org covers less: it was the whole site with all its subdomains, now only the pages"
        " below /help, with all its subdomains.",
        "e.org is added: the whole site on this host alone.",
        "c.org changes: it was only the pages below /help, with all its subdomains, now the whole"
        " site with all its subdomains.",
        "d.org changes: it was the whole site with all its subdomains, now the whole site with all"
        " its subdomains, and it keeps its storage.",
        "The search term “refuge” (en) goes.",
        "The search term “hilfe” (de) comes.",
    ]
    assert summary(changes_between(old, new)) == (
        "1 site is added, 1 site is removed, 3 sites change and 2 search terms come or go."
        " The list before has 4 sites."
    )
    assert summary(changes_between(EMPTY, EMPTY)) == "Nothing changes. The list before has 0 sites."
