"""The pages about the list: looking, writing, importing, asking, as a client without a browser."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from companion.accounts.models import Role
from companion.entries.models import State
from companion.entries.store import Store, open_store
from tests.companion.console import Console, Visitor
from tests.companion.support import Home, an_entry
from tests.companion.test_console import shown_hosts

FIELDS = {
    "host": "help.test",
    "name": "Help",
    "category": "other",
    "evidence": "https://help.test/about",
}


@pytest.fixture
def kept(home: Home) -> Iterator[Store]:
    store = open_store(home.config.database)
    yield store
    store.close()


@pytest.fixture
def console(home: Home, kept: Store) -> Console:
    return Console(home.config, kept)


@pytest.fixture
def edi(console: Console) -> Visitor:
    return console.sign_in("edi", Role.EDITOR)


def send(visitor: Visitor, address: str, form: dict[str, str]) -> tuple[int, str]:
    """Send a form and follow where it leads."""
    answer = visitor.post(address, form, page="/", follow_redirects=True)
    return answer.status_code, answer.text


def test_the_list_is_filtered_sorted_and_found_in_every_script(kept: Store, edi: Visitor) -> None:
    kept.add(
        [
            replace(an_entry("a.test"), name="Zuflucht ÜBERALL", country="DE", language="de"),
            replace(an_entry("b.test"), name="Refuge", country="GB", category="stalking"),
            replace(an_entry("c.test", "/Rat"), name="Hilfe", country="DE"),
            an_entry("d.test", state=State.UNVERIFIED),
        ]
    )

    def hosts(query: str) -> list[str]:
        return shown_hosts(edi.get(f"/?{query}").text)

    assert hosts("country=DE") == ["a.test", "c.test"]
    assert hosts("country=DE&language=de") == ["a.test"]
    assert hosts("category=stalking") == ["b.test"]
    assert hosts("state=unverified") == ["d.test"]
    assert hosts("q=überall") == ["a.test"]
    assert hosts("q=rAt") == ["c.test"]
    assert hosts("q=%25") == hosts("q=_") == []
    assert hosts("sort=-host") == ["d.test", "c.test", "b.test", "a.test"]
    assert hosts("sort=name") == ["d.test", "c.test", "b.test", "a.test"]
    assert hosts("sort=nonsense&state=nonsense&category=x") == hosts("")


def test_what_there_is_to_choose_from_is_what_the_list_has(kept: Store, edi: Visitor) -> None:
    kept.add(
        [
            replace(an_entry("a.test"), country="GB", language="en"),
            replace(an_entry("b.test"), country="DE", language="en"),
            replace(an_entry("c.test"), country="", language=""),
            replace(an_entry("d.test", state=State.REMOVED), country="FR", language="fr"),
        ]
    )
    page = edi.get("/").text

    def choices(name: str) -> list[str]:
        start = page.index(f'<select id="{name}"')
        return re.findall(r'<option value="(.*?)"', page[start : page.index("</select>", start)])

    assert choices("country") == ["", "DE", "GB"]
    assert choices("language") == ["", "en"]


def test_a_site_is_added_edited_and_shown_with_its_past(kept: Store, edi: Visitor) -> None:
    status, page = send(edi, "/sites/new", {**FIELDS, "paths": "/a\r\n\r\n/b", "contact": "+44 1"})
    assert (status, "help.test is on the list" in page) == (200, True)

    form = {**FIELDS, "name": "Help for all", "seen": "1"}
    status, page = send(edi, "/sites/help.test/edit", form)

    assert status == 200
    (entry,) = kept.entries()
    assert (entry.name, entry.paths, entry.contact) == ("Help for all", (), "")
    assert "edi changed it" in page
    assert "<del>/a /b</del> → <ins>the whole host</ins>" in page
    assert "edi added it" in page


@pytest.mark.parametrize(
    ("address", "change", "reason"),
    [
        ("/sites/new", {"host": "co.uk"}, "public suffix"),
        ("/sites/new", {"category": ""}, "category is missing"),
        ("/sites/new", {"host": "present.test"}, "already"),
        ("/sites/present.test/edit", {"evidence": "x", "seen": "1"}, "web address"),
        ("/sites/present.test/edit", {"seen": "x"}, "which version"),
    ],
)
def test_what_is_refused_is_named_and_nothing_that_was_typed_is_lost(
    kept: Store, edi: Visitor, address: str, change: dict[str, str], reason: str
) -> None:
    kept.add([an_entry("present.test")])
    before = kept.entries()

    status, page = send(edi, address, {**FIELDS, "contact": "typed by hand", **change})

    assert (status >= 400, reason in page) == (True, True)
    assert "typed by hand" in page or "which version" in reason
    assert kept.entries() == before


def test_of_two_who_edit_at_once_the_second_is_given_the_choice(
    console: Console, kept: Store, edi: Visitor
) -> None:
    kept.add([an_entry("help.test")])
    rea = console.sign_in("rea", Role.REVIEWER)
    send(rea, "/sites/help.test/edit", {**FIELDS, "name": "What Rea says", "seen": "1"})

    status, page = send(
        edi, "/sites/help.test/edit", {**FIELDS, "name": "What Edi says", "seen": "1"}
    )

    assert status == 409
    assert "What Rea says" in page
    assert "What Edi says" in page
    assert "Keep it as it is now" in page
    assert kept.entries()[0].name == "What Rea says"
    status, page = send(
        edi, "/sites/help.test/edit", {**FIELDS, "name": "What Edi says", "seen": "2"}
    )
    assert (status, kept.entries()[0].name) == (200, "What Edi says")


def test_a_reviewer_approves_the_version_that_they_saw(console: Console, kept: Store) -> None:
    kept.add([replace(an_entry("help.test", state=State.UNVERIFIED), authors=("edi",))])
    rea, roy = console.sign_in("rea", Role.REVIEWER), console.sign_in("roy", Role.REVIEWER)

    assert send(rea, "/sites/help.test/approve", {"seen": "2"})[0] == 409
    assert send(rea, "/sites/help.test/approve", {"seen": "1"})[0] == 200
    assert "You approved this" in rea.get("/sites/help.test").text
    assert send(roy, "/sites/help.test/approve", {"seen": "1"})[0] == 200
    assert kept.entries()[0].state is State.VERIFIED


def test_a_removal_goes_by_two_people(console: Console, kept: Store, home: Home) -> None:
    kept.add([an_entry("help.test")])
    rea, roy = console.sign_in("rea", Role.REVIEWER), console.sign_in("roy", Role.REVIEWER)

    assert send(rea, "/sites/help.test/propose-removal", {"reason": ""})[0] == 400
    send(rea, "/sites/help.test/propose-removal", {"reason": "sold to a stranger"})
    assert shown_hosts(rea.get("/?waiting=removal").text) == ["help.test"]
    assert "Agree to the removal" not in rea.get("/sites/help.test").text
    assert "sold to a stranger" in roy.get("/sites/help.test").text
    send(roy, "/sites/help.test/keep", {})
    send(roy, "/sites/help.test/propose-removal", {"reason": "sold to a stranger"})

    assert send(rea, "/sites/help.test/agree-to-removal", {})[0] == 200
    assert kept.entries() == []


def advice(visitor: Visitor, **asked: str) -> list[tuple[str, str]]:
    answer = visitor.get("/sites/advice", query_string=asked)
    return [(each["weight"], each["text"]) for each in json.loads(answer.text)]


def test_while_one_types_it_is_said_what_will_be_refused_and_what_to_look_at(
    kept: Store, edi: Visitor
) -> None:
    kept.add([an_entry("refuge.test"), an_entry("police.test", "/stalking"), an_entry("a.b.test")])

    assert advice(edi, host="") == []
    assert advice(edi, host="new.test") == [("fine", "new.test can be listed")]
    ((weight, text),) = advice(edi, host="co.uk")
    assert (weight, "public suffix" in text) == ("refused", True)
    assert "search engine" in advice(edi, host="google.com")[0][1]
    assert advice(edi, host="refuge.test")[0] == ("refused", "it is on the list already")
    assert advice(edi, host="refuge.test", own="refuge.test")[0][0] == "fine"
    assert "covers it already" in advice(edi, host="www.refuge.test")[0][1]
    assert "covers these paths" in advice(edi, host="x.police.test", paths="/stalking/a")[0][1]
    assert "a part of it" in advice(edi, host="b.test")[0][1]
    overlap = advice(edi, host="new.test", paths="/a/b\n/a\n/c")
    assert overlap == [("look", "/a/b lies below /a and adds nothing")]
    assert "mixed as a rule" in advice(edi, host="new.test", category="police")[0][1]
    assert "a slash" in advice(edi, host="new.test", paths="x")[0][1]


@pytest.mark.parametrize(
    "alike",
    [
        "refúge.test",
        "rеfuge.test",
        "re-fuge.test",
        "refuge.example",
        "ref\N{LATIN SMALL LETTER DOTLESS I}uge.test",
    ],
)
def test_a_look_alike_is_pointed_out(kept: Store, edi: Visitor, alike: str) -> None:
    kept.add([an_entry("refuge.test"), an_entry("refiuge.test")])

    said = [text for _, text in advice(edi, host=alike)]

    assert any("could be taken for ref" in text for text in said), said


def upload(visitor: Visitor, text: bytes, name: str = "sites.csv") -> tuple[int, str]:
    form = {"csrf_token": visitor.token("/"), "file": (io.BytesIO(text), name)}
    answer = visitor.client.post("/import", data=form)
    return answer.status_code, answer.text


CSV = "host,name,category,evidence\none.test,One,other,https://one.test/\n"


def test_an_import_is_looked_at_first_and_then_done_whole(kept: Store, edi: Visitor) -> None:
    status, page = upload(edi, CSV.encode())
    assert (status, shown_hosts(page), kept.entries()) == (200, ["one.test"], [])

    status, page = send(edi, "/import/confirm", {"text": CSV})

    assert status == 200
    assert [entry.authors for entry in kept.entries()] == [("edi",)]
    assert upload(edi, json.dumps({"entries": [{**FIELDS}]}).encode())[0] == 200


def test_every_bad_line_of_an_import_is_named(kept: Store, edi: Visitor) -> None:
    status, page = upload(edi, (CSV + "co.uk,X,other,https://x.test/\n,,,x\n").encode())

    assert (status, kept.entries()) == (400, [])
    assert '<th scope="row">3</th>' in page
    assert "public suffix" in page
    assert '<th scope="row">4</th>' in page
    for data, reason in [(b"\xff\xfe", "UTF-8"), (b"", "empty"), (b"a,b\n1,2\n", "unknown column")]:
        status, page = upload(edi, data)
        assert (status, reason in page) == (400, True)


def test_what_is_exported_can_be_imported(kept: Store, edi: Visitor) -> None:
    kept.add([replace(an_entry("help.test", "/a"), storage="keep", contact="help@help.test")])

    csv, as_json = edi.get("/export.csv"), edi.get("/export.json")

    assert csv.headers["Content-Disposition"] == 'attachment; filename="sites.csv"'
    assert json.loads(as_json.text)["entries"][0]["storage"] == "keep"
    again = csv.text.replace("help.test,", "other.test,").replace(",verified,", ",,")
    assert upload(edi, again.encode())[0] == 200
    assert edi.get("/export.exe").status_code == 404


def test_it_says_whether_an_address_is_protected_by_what_and_when(
    home: Home, kept: Store, edi: Visitor
) -> None:
    home.add("help.test")
    home.sidestep("publish")
    kept.add(
        [
            an_entry("police.test", "/stalking"),
            an_entry("new.test", state=State.UNVERIFIED),
        ]
    )

    def answers(url: str) -> str:
        return " ".join(edi.get("/protected", query_string={"url": url}).text.split())

    assert answers("https://www.help.test/x").count("<strong>Yes</strong>") == 3
    police = answers("police.test/stalking/now?x=1")
    assert police.count("<strong>Yes</strong>") == 2
    assert "the path begins with /stalking" in police
    assert "only /stalking is listed" in answers("https://police.test/stalkingx")
    assert answers("https://new.test/").count("<strong>Yes</strong>") == 1
    assert "no web address" in answers("mailto:x@help.test")
    assert "neither other.test nor a name above it" in answers("https://other.test/")


def test_search_terms_are_added_looked_at_and_removed(kept: Store, edi: Visitor) -> None:
    status, page = send(edi, "/search-terms", {"term": "Help", "language": "EN"})
    assert (status, "one everyday word" in page) == (200, True)
    send(edi, "/search-terms", {"term": "stalking helpline", "language": "en"})
    assert send(edi, "/search-terms", {"term": "help", "language": "en"})[0] == 409
    assert "stalking helpline" not in edi.get("/search-terms?q=HELP&language=de").text

    send(edi, "/search-terms/remove", {"term": "help", "language": "en"})

    assert [each.term for each in kept.search_terms()] == ["stalking helpline"]
