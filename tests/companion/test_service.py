"""What enters the list and what leaves it, on a real database."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from companion.entries import service
from companion.entries.models import MAX_ENTRIES, NumberedProposal, Proposal, State
from companion.entries.service import Rules
from companion.entries.store import Store
from companion.entries.words import matching_text
from companion.errors import (
    DuplicateError,
    FieldError,
    HostError,
    ImportFileError,
    InputError,
    LimitError,
    NotListedError,
)
from tests.companion.support import NOW, an_entry

DEVELOPMENT = Rules(development=True)
PRODUCTION = Rules(development=False)
HELP = Proposal("help.test", name="Help", category="other", evidence="https://help.test/about")
REAL = replace(HELP, host="womensaid.org.uk")


def test_who_adds_in_a_development_home_has_looked_at_the_site(store: Store) -> None:
    assert service.add(store, HELP, DEVELOPMENT, at=NOW).state is State.VERIFIED


def test_in_any_other_home_a_reviewer_has_yet_to_look(store: Store) -> None:
    assert service.add(store, REAL, PRODUCTION, at=NOW).state is State.UNVERIFIED


def test_what_was_added_is_kept_whole(store: Store) -> None:
    wanted = Proposal(
        "POLICE.test",
        paths=("/b", "/a/", "/a"),
        exact_host=True,
        name="  Police   Ünit ",
        category="Police",
        country="gb",
        language="EN",
        evidence="https://police.test/x?y#z",
    )

    added = service.add(store, wanted, DEVELOPMENT, at=NOW)

    assert store.entries() == [added]
    assert (added.host, added.paths, added.subdomains) == ("police.test", ("/a", "/b"), False)
    assert (added.name, added.category) == ("Police Ünit", "police")
    assert (added.country, added.language, added.added_at) == ("GB", "en", NOW)


@pytest.mark.parametrize("spelling", ["help.test", "HELP.test", "help.test."])
def test_a_host_is_listed_once_however_it_is_spelled(store: Store, spelling: str) -> None:
    service.add(store, HELP, DEVELOPMENT, at=NOW)

    with pytest.raises(DuplicateError, match=r"help\.test.*verified"):
        service.add(store, replace(HELP, host=spelling), DEVELOPMENT, at=NOW)

    assert len(store.entries()) == 1


def test_a_removed_host_is_off_the_list_and_its_past_is_kept(store: Store) -> None:
    service.add(store, HELP, DEVELOPMENT, at=NOW)

    service.remove(store, "HELP.test", DEVELOPMENT, at=NOW)

    assert store.entries() == []
    assert [each.host for each in store.entries([State.REMOVED])] == ["help.test"]


def test_a_removed_host_can_be_listed_again(store: Store) -> None:
    for _ in range(2):
        service.add(store, HELP, DEVELOPMENT, at=NOW)
        service.remove(store, "help.test", DEVELOPMENT, at=NOW)
    service.add(store, HELP, DEVELOPMENT, at=NOW)

    assert len(store.entries()) == 1
    assert len(store.entries([State.REMOVED])) == 2


def test_removing_what_is_not_listed_says_so(store: Store) -> None:
    with pytest.raises(NotListedError, match=r"help\.test"):
        service.remove(store, "help.test", DEVELOPMENT, at=NOW)


def test_of_two_who_add_the_same_host_at_once_one_is_told(store: Store) -> None:
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def add() -> None:
        together.wait()
        try:
            service.add(store, HELP, DEVELOPMENT, at=NOW)
            outcomes.append("added")
        except DuplicateError:
            outcomes.append("refused")

    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["added", "refused"]


def test_a_site_for_everything_is_listed_by_path_only(store: Store) -> None:
    everything = replace(REAL, host="www.bbc.co.uk")
    with pytest.raises(HostError, match="by path"):
        service.add(store, everything, PRODUCTION, at=NOW)

    service.add(store, replace(everything, paths=("/actionline",)), PRODUCTION, at=NOW)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, "name is missing"),
        ({"name": "a" * 201}, "longer than 200"),
        ({"name": "Help\u202eenil"}, r"U\+202E"),
        ({"name": "Help\nline"}, r"U\+000A"),
        ({"name": "=HYPERLINK(1)"}, "spreadsheet"),
        ({"category": ""}, "category is missing; it is one of domestic-abuse"),
        ({"category": "abuse"}, "'abuse' is unknown"),
        ({"country": "GBR"}, "'GBR' is not a code"),
        ({"language": "english"}, "'english' is not a code"),
        ({"evidence": ""}, "evidence is missing"),
        ({"evidence": "help.test/about"}, "not a web address"),
        ({"evidence": "javascript:alert(1)"}, "not a web address"),
        ({"evidence": "https://a@help.test/"}, "not a web address"),
        ({"evidence": "https://help.test/a b"}, "not a web address"),
        ({"evidence": "https://[help.test/"}, "not a web address"),
    ],
)
def test_a_field_that_is_not_acceptable_is_named(
    store: Store, change: dict[str, Any], reason: str
) -> None:
    with pytest.raises(FieldError, match=reason) as refusal:
        service.add(store, replace(HELP, **change), DEVELOPMENT, at=NOW)

    assert "\n" not in str(refusal.value)
    assert store.entries() == []


def line(number: int, host: str, state: str = "") -> NumberedProposal:
    return NumberedProposal(number, replace(HELP, host=host), state)


def test_an_import_with_one_bad_line_changes_nothing(store: Store) -> None:
    lines = [line(2, "one.test"), line(3, "localhost"), line(4, "two.test")]

    with pytest.raises(ImportFileError) as refusal:
        service.import_all(store, lines, DEVELOPMENT, at=NOW)

    assert [bad.number for bad in refusal.value.lines] == [3]
    assert store.entries() == []


def test_an_import_brings_unverified_sites_even_in_a_development_home(store: Store) -> None:
    service.import_all(store, [line(2, "one.test")], DEVELOPMENT, at=NOW)

    assert [each.state for each in store.entries()] == [State.UNVERIFIED]


@pytest.mark.parametrize("state", ["verified", "Verified", "removed", "fine"])
def test_a_file_cannot_say_what_a_reviewer_says(store: Store, state: str) -> None:
    with pytest.raises(ImportFileError) as refusal:
        service.import_all(store, [line(2, "one.test", state)], DEVELOPMENT, at=NOW)

    assert state.lower() in refusal.value.lines[0].reason
    assert store.entries() == []


def test_an_import_names_a_host_that_is_listed_and_one_that_comes_twice(store: Store) -> None:
    service.add(store, HELP, DEVELOPMENT, at=NOW)
    lines = [line(2, "help.test"), line(3, "one.test"), line(4, "ONE.test")]

    with pytest.raises(ImportFileError) as refusal:
        service.import_all(store, lines, DEVELOPMENT, at=NOW)

    first, second = refusal.value.lines
    assert (first.number, second.number) == (2, 4)
    assert "already" in first.reason
    assert "twice (at 3)" in second.reason


def test_a_list_of_20000_is_the_longest() -> None:
    service.refuse_beyond_limits((MAX_ENTRIES - 1, 0), [an_entry("last.test")])

    with pytest.raises(LimitError, match="20001"):
        service.refuse_beyond_limits((MAX_ENTRIES, 0), [an_entry("more.test")])


def test_4000_paths_are_the_most_and_one_more_is_refused_by_import(store: Store) -> None:
    def with_paths(number: int, count: int) -> NumberedProposal:
        paths = tuple(f"/{part}" for part in range(count))
        return NumberedProposal(number, replace(HELP, host=f"h{number}.test", paths=paths), "")

    service.import_all(store, [with_paths(2, 2000), with_paths(3, 2000)], DEVELOPMENT, at=NOW)
    with pytest.raises(LimitError, match="4001"):
        service.import_all(store, [with_paths(4, 1)], DEVELOPMENT, at=NOW)

    assert len(store.entries()) == 2


def test_every_word_has_to_occur_somewhere_in_an_entry() -> None:
    police = replace(an_entry("police.test", "/stalking"), name="Northmoor Police", country="GB")
    entries = [police, an_entry("help.test")]

    assert matching_text(entries, "STALKING gb") == [police]
    assert matching_text(entries, "stalking fr") == []
    assert matching_text(entries, "") == entries


def test_looking_for_verified_does_not_find_unverified() -> None:
    entries = [an_entry("help.test"), an_entry("new.test", state=State.UNVERIFIED)]

    assert matching_text(entries, "Verified") == entries[:1]
    assert matching_text(entries, "unverified") == entries[1:]


def test_a_search_term_is_listed_once_per_language(store: Store) -> None:
    service.add_search_term(store, "  Women's   REFUGE ", "EN", at=NOW)
    service.add_search_term(store, "women's refuge", "fr", at=NOW)

    with pytest.raises(DuplicateError, match=r"women's refuge.*en"):
        service.add_search_term(store, "WOMEN'S refuge", "en", at=NOW)

    service.remove_search_term(store, "Women's Refuge", "en", at=NOW)
    assert [(each.term, each.language) for each in store.search_terms()] == [
        ("women's refuge", "fr")
    ]
    with pytest.raises(NotListedError):
        service.remove_search_term(store, "women's refuge", "en", at=NOW)


@pytest.mark.parametrize(("term", "language"), [("", "en"), ("refuge", ""), ("a" * 101, "en")])
def test_a_search_term_that_is_not_acceptable_is_refused(
    store: Store, term: str, language: str
) -> None:
    with pytest.raises(InputError):
        service.add_search_term(store, term, language, at=NOW)
