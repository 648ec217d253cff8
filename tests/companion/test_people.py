"""Who may do what, and that everybody says who they are."""

from __future__ import annotations

import pytest

from tests.companion.coalition import Coalition

FIELDS = ("--name=Help", "--category=other", "--evidence=https://new.org.uk/about")


def test_nobody_writes_without_saying_who_they_are(coalition: Coalition) -> None:
    refusal = coalition.home.sidestep("entry", "add", "new.org.uk", *FIELDS)

    assert (refusal.code, refusal.err) == (2, "sidestep: say who you are: --as NAME\n")


def test_a_name_can_be_said_once_for_all_commands(
    coalition: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIDESTEP_PERSON", "edi")
    assert coalition.home.sidestep("entry", "add", "new.org.uk", *FIELDS).code == 0


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("nobody", ["entry", "add", "new.org.uk", *FIELDS]),
        ("ola", ["entry", "add", "new.org.uk", *FIELDS]),
        ("ola", ["entry", "remove", "help-1.org.uk"]),
        ("ola", ["entry", "approve", "help-1.org.uk"]),
        ("edi", ["entry", "approve", "help-1.org.uk"]),
        ("ola", ["search-term", "add", "refuge", "--language=en"]),
        ("edi", ["release", "approve"]),
        ("ola", ["release", "approve"]),
        ("edi", ["release", "publish"]),
        ("rue", ["release", "publish"]),
        ("rue", ["keys", "rotate", "timestamp"]),
        ("edi", ["keys", "discard"]),
        ("rue", ["person", "add", "eve", "--role=reviewer"]),
        ("edi", ["person", "remove", "rue"]),
    ],
)
def test_a_role_does_what_it_is_for(coalition: Coalition, name: str, command: list[str]) -> None:
    before = coalition.home.sidestep("audit", "verify").out

    refusal = coalition.home.sidestep(*command, "--as", name)

    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    assert name in refusal.err
    assert coalition.home.sidestep("audit", "verify").out == before


def test_a_removed_person_can_do_nothing_and_their_name_is_not_used_again(
    coalition: Coalition,
) -> None:
    coalition.sidestep("person", "remove", "edi")

    for command in (["entry", "remove", "help-1.org.uk", "--as=edi"], ["person", "remove", "edi"]):
        refusal = coalition.home.sidestep(
            *command, *(() if "--as=edi" in command else ("--as=ola",))
        )
        assert (refusal.code, "'edi' is unknown" in refusal.err) == (2, True)
    refusal = coalition.home.sidestep("person", "add", "edi", "--role=editor", "--as=ola")
    assert (refusal.code, "taken" in refusal.err) == (2, True)


def test_the_first_person_has_to_be_an_operator_and_the_last_one_stays(
    founded: Coalition, tmp_path: object
) -> None:
    refusal = founded.home.sidestep("person", "remove", "ola", "--as=ola")

    assert (refusal.code, "last operator" in refusal.err) == (2, True)
    assert founded.home.sidestep("person", "list").out.splitlines()[1] == "ola\toperator"


def test_a_line_counts_once_two_people_who_did_not_write_it_approved_it(
    coalition: Coalition,
) -> None:
    def state() -> str:
        found = coalition.home.sidestep("entry", "list", "--find", "new.org.uk").out
        return found.split("\t")[1]

    coalition.sidestep("entry", "add", "new.org.uk", *FIELDS, by="rea")
    refusal = coalition.home.sidestep("entry", "approve", "new.org.uk", "--as=rea")
    assert (refusal.code, "rea wrote" in refusal.err) == (2, True)

    coalition.sidestep("entry", "approve", "new.org.uk", by="roy")
    coalition.sidestep("entry", "approve", "new.org.uk", by="roy")
    assert state() == "unverified"

    coalition.sidestep("entry", "approve", "new.org.uk", by="rue")
    assert state() == "verified"


def test_approvals_are_all_or_none(coalition: Coalition) -> None:
    coalition.sidestep("entry", "add", "new.org.uk", *FIELDS, by="edi")
    before = coalition.home.sidestep("audit", "verify").out

    refusal = coalition.home.sidestep("entry", "approve", "new.org.uk", "gone.org.uk", "--as=roy")

    assert (refusal.code, "gone.org.uk" in refusal.err) == (2, True)
    assert coalition.home.sidestep("audit", "verify").out == before
