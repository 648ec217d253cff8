"""What is kept of how people sign in, in each kind of database."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

from companion.accounts import invitations, recovery, sessions
from companion.accounts.models import Account, Passkey, Person, Role
from companion.entries.store import Store
from companion.releases.models import Note, NoteKind, Release, ReleaseState
from tests.companion.support import NOW


def added(store: Store, name: str) -> str:
    store.add_person(Person(name, frozenset({Role.EDITOR})), at=NOW)
    return name


def test_an_account_comes_back_as_it_was_kept_and_is_forgotten_whole(store: Store) -> None:
    edi, rea = added(store, "edi"), added(store, "rea")
    account = Account(edi, b"\x00\xff handle", "$argon2id$", "sealed", 57_000_000)
    passkey = Passkey("id", edi, b"\x00\xff key", 2**32 - 1, "Laptop", NOW)
    used = replace(passkey, used_at=NOW + timedelta(hours=1), uses=2**32)
    session = sessions.begin(edi, id="0123", browser="Firefox on Linux", at=NOW)
    with store.transaction() as inside, inside.accounts() as accounts:
        accounts.keep_account(account)
        accounts.keep_passkey(passkey)
        accounts.keep_passkey(used)
        accounts.keep_recovery_codes(edi, ["a", "b"])
        accounts.keep_recovery_codes(edi, ["c"])
        accounts.keep_recovery_codes(rea, ["d"])
        accounts.begin_signed_in("digest", session, "{}")

    with store.accounts() as accounts:
        assert accounts.account(edi) == account
        assert accounts.passkeys(edi) == [accounts.passkey("id")] == [used]
        assert accounts.recovery_codes(edi) == {"c"}
        assert accounts.signed_in("digest") == (session, "{}")
        assert accounts.signed_in_as(edi) == [session]
    with store.transaction() as inside, inside.accounts() as accounts:
        accounts.forget_passkey(rea, "id")
        assert accounts.passkeys(edi) == [used], "nobody forgets somebody else's"
        accounts.forget_account(edi)
        left = (accounts.account(edi), accounts.passkeys(edi), accounts.signed_in_as(edi))
        assert (left, accounts.recovery_codes(edi)) == ((None, [], []), frozenset())
        assert accounts.recovery_codes(rea) == {"d"}


def test_of_two_who_use_the_same_code_or_link_at_once_one_gets_in(store: Store) -> None:
    edi = added(store, "edi")
    code = recovery.digest_of(recovery.new_codes()[0])
    _, invitation = invitations.invite(edi, by="ola", at=NOW)
    with store.transaction() as inside, inside.accounts() as accounts:
        accounts.keep_recovery_codes(edi, [code])
        accounts.keep_invitation(invitation)
    got_in: list[bool] = []
    start = threading.Barrier(4)

    def use() -> None:
        start.wait(10)
        with store.transaction() as inside, inside.accounts() as accounts:
            got_in.append(accounts.use_recovery_code(edi, code))
        with store.transaction() as inside, inside.accounts() as accounts:
            got_in.append(accounts.use_invitation(invitation.digest, at=NOW))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert (len(got_in), sum(got_in)) == (8, 2)


def test_a_session_that_was_ended_is_not_brought_back_by_a_late_answer(store: Store) -> None:
    session = sessions.begin(added(store, "edi"), id="0123", browser="", at=NOW)
    with store.accounts() as accounts:
        accounts.begin_signed_in("digest", session, "{}")
    store.end_sessions("edi")

    with store.accounts() as accounts:
        accounts.note_signed_in("digest", session, '{"late": 1}')
        assert accounts.signed_in("digest") is None


def test_a_newer_link_takes_the_place_of_an_older_one(store: Store) -> None:
    edi = added(store, "edi")
    older, newer = (invitations.invite(edi, by="ola", at=NOW)[1] for _ in range(2))
    with store.accounts() as accounts:
        accounts.keep_invitation(older)
        accounts.keep_invitation(newer)
        assert accounts.invitation(older.digest) is None
        assert accounts.invitations() == [newer]


def test_what_was_said_about_a_release_stays_in_order(store: Store) -> None:
    release = Release(
        number=1,
        state=ReleaseState.PROPOSED,
        base_version=0,
        targets=b"{}",
        content=b"",
        authors=frozenset({"edi"}),
        emergency="",
        audit_number=0,
        proposed_by="edi",
        proposed_at=NOW,
        approved_digest="f" * 64,
    )
    notes = [
        Note(1, NoteKind.COMMENT, "edi", NOW, "first"),
        Note(1, NoteKind.SENT_BACK, "rea", NOW - timedelta(days=1), "zweitens: ß"),
    ]
    with store.transaction() as inside:
        inside.keep_release(release)
        for note in notes:
            inside.add_note(note)

    assert store.notes(1) == notes
    assert store.notes(2) == []
    assert store.releases() == [release]
