"""Edits that lose nobody's work and that nobody verifies alone, and removals that two agree to."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

import pytest

from companion.entries import removals, service
from companion.entries.edits import EditConflictError, edit, proposal_of
from companion.entries.models import Entry, Proposal, State
from companion.entries.service import Rules
from companion.entries.store import Store
from companion.errors import ConflictError, FieldError, LimitError, NotListedError, OwnChangeError
from tests.companion.coalition import Coalition
from tests.companion.support import NOW, Home, an_entry

DEVELOPMENT = Rules(development=True)
PRODUCTION = Rules(development=False)
REAL = Proposal(
    "womensaid.org.uk",
    name="Women's Aid",
    category="domestic-abuse",
    evidence="https://womensaid.org.uk/about",
)


@pytest.fixture
def verified(store: Store) -> Entry:
    """A site that edi wrote and two others approved."""
    service.add(store, REAL, PRODUCTION, at=NOW, by="edi")
    for reviewer in ("rea", "roy"):
        service.approve(store, [REAL.host], PRODUCTION, by=reviewer, at=NOW)
    (entry,) = store.entries()
    assert entry.state is State.VERIFIED
    return entry


def actions(store: Store) -> list[str]:
    return [record.event.action for record in store.trail()]


def test_a_change_waits_for_its_reviewers_and_the_list_goes_on_saying_what_it_said(
    store: Store, verified: Entry
) -> None:
    narrowed = replace(REAL, paths=("/help",))

    changed = edit(store, narrowed, PRODUCTION, seen=1, at=NOW, by="rea")

    assert store.entries() == [changed]
    assert (changed.state, changed.reviewers, changed.version) == (State.UNVERIFIED, (), 2)
    assert changed.published == verified.form
    with pytest.raises(OwnChangeError):
        service.approve(store, [REAL.host], PRODUCTION, by="rea", at=NOW)
    for reviewer in ("roy", "edi"):
        service.approve(store, [REAL.host], PRODUCTION, by=reviewer, at=NOW)
    (after,) = store.entries()
    assert (after.state, after.standing) == (State.VERIFIED, None)
    assert after.published == replace(verified.form, paths=("/help",))


def test_everybody_who_wrote_a_part_of_a_change_is_its_author(
    store: Store, verified: Entry
) -> None:
    edit(store, replace(REAL, paths=("/a",)), PRODUCTION, seen=1, at=NOW, by="rea")
    twice = edit(store, replace(REAL, paths=("/b",)), PRODUCTION, seen=2, at=NOW, by="rue")

    assert twice.authors == ("rea", "rue")
    assert twice.published == verified.form


def test_what_nobody_else_has_to_look_at_keeps_a_site_verified(
    store: Store, verified: Entry
) -> None:
    change = replace(REAL, country="GB", contact="+44 20 7946 0000", category="other")

    changed = edit(store, change, PRODUCTION, seen=1, at=NOW, by="edi")

    assert (changed.state, changed.reviewers) == (State.VERIFIED, ("rea", "roy"))
    assert changed.version == 2


def test_an_edit_of_what_was_changed_meanwhile_shows_both_states(
    store: Store, verified: Entry
) -> None:
    theirs = edit(store, replace(REAL, country="GB"), PRODUCTION, seen=1, at=NOW, by="edi")

    with pytest.raises(EditConflictError) as conflict:
        edit(store, replace(REAL, language="en"), PRODUCTION, seen=1, at=NOW, by="rea")

    assert conflict.value.present == theirs
    assert conflict.value.wanted.language == "en"
    assert store.entries() == [theirs]
    assert actions(store).count("entry.edit") == 1


def test_saying_what_it_says_already_is_no_change_and_no_conflict(
    store: Store, verified: Entry
) -> None:
    assert edit(store, REAL, PRODUCTION, seen=7, at=NOW, by="rea") == verified
    assert "entry.edit" not in actions(store)


def test_an_approval_of_what_was_edited_meanwhile_is_refused(store: Store, verified: Entry) -> None:
    edit(store, replace(REAL, paths=("/a",)), PRODUCTION, seen=1, at=NOW, by="edi")

    with pytest.raises(ConflictError, match="version 2"):
        service.approve(store, [REAL.host], PRODUCTION, by="rea", at=NOW, seen={REAL.host: 1})
    service.approve(store, [REAL.host], PRODUCTION, by="rea", at=NOW, seen={REAL.host: 2})


def test_of_two_who_edit_at_once_one_is_told(store: Store, verified: Entry) -> None:
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def write(country: str) -> None:
        together.wait()
        try:
            edit(store, replace(REAL, country=country), PRODUCTION, seen=1, at=NOW)
            outcomes.append("changed")
        except EditConflictError:
            outcomes.append("conflict")

    threads = [threading.Thread(target=write, args=(each,)) for each in ("GB", "IE")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["changed", "conflict"]


def test_an_edit_that_makes_the_list_too_long_is_refused(store: Store) -> None:
    store.add([an_entry("a.test", *(f"/{each}" for each in range(3999))), an_entry("b.test")])
    (_, entry) = store.entries()

    edit(store, replace(proposal_of(entry), paths=("/x",)), DEVELOPMENT, seen=1, at=NOW)
    with pytest.raises(LimitError, match="4001"):
        edit(store, replace(proposal_of(entry), paths=("/x", "/y")), DEVELOPMENT, seen=2, at=NOW)


def test_a_removal_is_proposed_with_a_reason_and_agreed_to_by_somebody_else(
    store: Store, verified: Entry
) -> None:
    with pytest.raises(FieldError, match="reason is missing"):
        removals.propose_removal(store, REAL.host, " ", PRODUCTION, at=NOW, by="edi")
    removals.propose_removal(store, REAL.host, "sold", PRODUCTION, at=NOW, by="rea")
    (asked,) = store.entries()
    assert asked.removal is not None
    assert (asked.published, asked.removal.reason) == (verified.form, "sold")
    with pytest.raises(ConflictError, match="already"):
        removals.propose_removal(store, REAL.host, "mine", PRODUCTION, at=NOW, by="roy")
    with pytest.raises(OwnChangeError):
        removals.agree_to_removal(store, REAL.host, PRODUCTION, at=NOW, by="rea")

    removals.agree_to_removal(store, REAL.host, PRODUCTION, at=NOW, by="roy")

    assert store.entries() == []
    assert store.trail()[-1].event.detail == "sold"


def test_a_removal_can_be_dropped(store: Store, verified: Entry) -> None:
    removals.propose_removal(store, REAL.host, "sold", PRODUCTION, at=NOW, by="rea")

    removals.keep(store, REAL.host, PRODUCTION, at=NOW, by="edi")

    assert store.entries() == [replace(verified, version=3)]
    with pytest.raises(FieldError, match="nobody proposed"):
        removals.keep(store, REAL.host, PRODUCTION, at=NOW, by="edi")
    with pytest.raises(NotListedError):
        removals.keep(store, "other.org.uk", PRODUCTION, at=NOW, by="edi")


def test_a_site_is_edited_from_the_command_line(home: Home) -> None:
    home.add("help.test")

    edited = home.sidestep("entry", "edit", "help.test", "--path=/a", "--name=Other", "--seen=1")

    assert (edited.code, edited.out) == (0, "help.test\tverified\tother\t/a\tOther\n")
    refusal = home.sidestep("entry", "edit", "help.test", "--name=Third", "--seen=1")
    assert (refusal.code, "version 2" in refusal.err) == (2, True)
    assert "version\t2" in home.sidestep("entry", "show", "help.test").out
    home.sidestep("entry", "propose-removal", "help.test", "--reason", "sold")
    assert "sold" in home.sidestep("entry", "show", "help.test").out
    home.sidestep("entry", "keep", "help.test")
    home.sidestep("entry", "propose-removal", "help.test", "--reason", "sold")
    assert home.sidestep("entry", "agree-to-removal", "help.test").code == 0
    assert home.sidestep("entry", "list").out == ""


def test_a_site_that_needs_its_storage_says_so_on_the_list(home: Home) -> None:
    home.add("help.test")
    home.sidestep("entry", "edit", "help.test", "--storage=keep")
    home.sidestep("publish")

    lists = [json.loads(path.read_bytes()) for path in home.files.targets.rglob("*.json")]

    assert {"host": "help.test", "storage": "keep", "subdomains": True} in [
        entry for each in lists for entry in each["entries"]
    ]
    refusal = home.sidestep("entry", "edit", "help.test", "--storage=disk")
    assert (refusal.code, "disk" in refusal.err) == (2, True)


def test_who_wrote_a_line_long_ago_approves_no_release_with_it(coalition: Coalition) -> None:
    """Written before one release and verified after it: the line first comes with the next."""
    fields = ("--name=Help", "--category=other", "--evidence=https://late.org.uk/about")
    coalition.sidestep("entry", "add", "late.org.uk", *fields, by="rue")
    coalition.add_site("soon.org.uk")
    number = coalition.propose()
    coalition.sidestep("release", "approve", by="rue")
    coalition.sidestep("release", "publish", *coalition.sign_release(number, "ada", "ben"))
    for reviewer in ("rea", "roy"):
        coalition.sidestep("entry", "approve", "late.org.uk", by=reviewer)
    coalition.propose()

    refusal = coalition.home.sidestep("release", "approve", "--as", "rue")

    assert (refusal.code, "rue wrote or proposed" in refusal.err) == (2, True)


def test_a_release_says_what_stands_until_two_people_have_approved_the_change(
    coalition: Coalition,
) -> None:
    coalition.sidestep("entry", "edit", "help-1.org.uk", "--path=/a", by="edi")
    waiting = coalition.home.sidestep("release", "propose", "--as", "edi")
    assert (waiting.code, "nothing changed" in waiting.err) == (2, True)

    for reviewer in ("rea", "roy"):
        coalition.sidestep("entry", "approve", "help-1.org.uk", by=reviewer)
    proposed = coalition.sidestep("release", "propose", "--mass-removal", by="edi")

    assert "~ help-1.org.uk (with subdomains) becomes help-1.org.uk (/a)" in proposed.out
