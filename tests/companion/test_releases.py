"""The reviewed path: nobody alone, nothing but what was approved and signed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, Targets

from companion.clock import utc_now
from companion.publishing.target import mass_removal_of
from companion.publishing.verification import verify_repository
from companion.trust import read_trust
from tests.companion.coalition import Coalition


def hosts(coalition: Coalition) -> list[str]:
    current = verify_repository(coalition.home.files, at=utc_now())
    return [entry["host"] for entry in json.loads(current.list_bytes)["entries"]]


def version(coalition: Coalition) -> int:
    return verify_repository(coalition.home.files, at=utc_now()).targets.version


def refused(coalition: Coalition, *arguments: str, by: str = "ola") -> str:
    """Run what must be refused with code 2, one line and no change of what clients get."""
    before = coalition.home.files.read("timestamp")
    refusal = coalition.home.sidestep(*arguments, "--as", by)
    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    assert coalition.home.files.read("timestamp") == before
    return refusal.err


def test_a_first_list_goes_from_the_ceremony_to_clients(released: Coalition) -> None:
    assert len(hosts(released)) == 12
    assert read_trust(released.home.path, now=utc_now()).unverified_hosts == ()
    assert read_trust(released.home.path, now=utc_now()).thresholds["targets"] == 2


def test_only_verified_lines_enter_a_release(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    fields = ("--name=Help", "--category=other", "--evidence=https://later.org.uk/")
    coalition.sidestep("entry", "add", "later.org.uk", *fields, by="edi")
    coalition.sidestep("entry", "approve", "later.org.uk", by="rea")

    coalition.release()

    assert "new.org.uk" in hosts(coalition)
    assert "later.org.uk" not in hosts(coalition)


def test_a_proposal_shows_what_it_changes(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk", "--path=/help")
    coalition.sidestep("entry", "remove", "help-1.org.uk", by="edi")

    proposed = coalition.home.sidestep("release", "propose", "--as=edi").out.splitlines()

    assert proposed == [
        "release 2\tproposed\tversion 2",
        "proposed by edi; not approved; 0 of 2 signatures",
        "+ new.org.uk (/help)",
        "- help-1.org.uk (with subdomains)",
        "1 added, 1 removed, 0 changed, 0 search terms; 12 lines before",
        str(coalition.request("release", 2)),
    ]
    assert coalition.home.sidestep("release", "show").out.splitlines() == proposed[:-1]


def test_nothing_new_is_nothing_to_release(coalition: Coalition) -> None:
    assert "nothing changed" in refused(coalition, "release", "propose", by="edi")
    assert version(coalition) == 1

    coalition.release("--renew")
    assert version(coalition) == 2


@pytest.mark.parametrize("name", ["rea", "roy"])
def test_an_author_of_any_line_never_approves(coalition: Coalition, name: str) -> None:
    fields = ("--name=Help", "--category=other", "--evidence=https://x.org.uk/")
    coalition.sidestep("entry", "add", "from-rea.org.uk", *fields, by="rea")
    coalition.sidestep("search-term", "add", "refuge near me", "--language=en", by="roy")
    for reviewer in ("roy", "rue"):
        coalition.sidestep("entry", "approve", "from-rea.org.uk", by=reviewer)
    coalition.propose(by="edi")

    assert f"{name} wrote" in refused(coalition, "release", "approve", by=name)
    coalition.sidestep("release", "approve", by="rue")


def test_a_proposer_never_approves(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    coalition.propose(by="rue")

    assert "rue wrote or proposed" in refused(coalition, "release", "approve", by="rue")


def test_who_removed_a_line_is_its_author(coalition: Coalition) -> None:
    coalition.sidestep("entry", "remove", "help-1.org.uk", by="rea")
    coalition.propose()

    assert "rea wrote" in refused(coalition, "release", "approve", by="rea")


def test_nothing_is_published_without_approval(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    signatures = coalition.sign_release(coalition.propose(), "ada", "ben")

    assert "waits for approval" in refused(coalition, "release", "publish", *signatures)

    coalition.sidestep("release", "approve", by="rue")
    coalition.sidestep("release", "publish")  # the signatures were collected before
    assert "new.org.uk" in hosts(coalition)


def test_one_signature_is_not_enough_and_is_kept(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    number = coalition.propose()
    coalition.sidestep("release", "approve", by="rue")
    ada, ben = coalition.sign_release(number, "ada", "ben")

    assert "1 of 2 signatures" in refused(coalition, "release", "publish", ada)
    assert "1 of 2 signatures" in refused(coalition, "release", "publish", ada)
    assert "1 of 2 signatures" in coalition.home.sidestep("release", "show").out

    coalition.sidestep("release", "publish", ben)
    assert "new.org.uk" in hosts(coalition)


def test_what_is_edited_after_approval_is_not_published(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    number = coalition.propose()
    coalition.sidestep("release", "approve", by="rue")
    coalition.add_site("slipped-in.org.uk")

    coalition.sidestep("release", "publish", *coalition.sign_release(number, "ada", "ben"))

    assert "new.org.uk" in hosts(coalition)
    assert "slipped-in.org.uk" not in hosts(coalition)


def test_a_signature_is_for_one_release_only(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    old = coalition.sign_release(coalition.propose(), "ada", "ben")
    coalition.sidestep("release", "withdraw", by="rue")
    coalition.add_site("newer.org.uk")
    coalition.propose()
    coalition.sidestep("release", "approve", by="rue")

    assert "not for targets 3" in refused(coalition, "release", "publish", *old)


def test_a_signature_over_something_else_or_by_a_stranger_is_refused(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    number = coalition.propose()
    (path,) = coalition.sign_release(number, "ada")
    good = json.loads(Path(path).read_text())
    eve = coalition.new_key("eve")
    request = coalition.request("release", number)
    assert eve.sign("release", request, coalition.home.config.repository).code == 0

    def publish(**changed: str) -> str:
        Path(path).write_text(json.dumps(good | changed))
        return refused(coalition, "release", "publish", path)

    assert "over another targets" in publish(sha256="0" * 64)
    assert "is bad" in publish(sig="0" * 128)
    assert "does not count" in publish(keyid="0" * 64)
    assert "does not count" in refused(coalition, "release", "publish", str(eve.signature(request)))


def test_there_is_one_open_release(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    coalition.propose()

    assert "release 2 is proposed" in refused(coalition, "release", "propose", by="rea")


@pytest.mark.parametrize("times", [1, 2])
def test_a_release_compared_with_another_list_is_stale(coalition: Coalition, times: int) -> None:
    """Somebody restores an older home, or publishes from a copy of it."""
    coalition.add_site("new.org.uk")
    stale = coalition.copy_to(coalition.folder.parent / "copy")
    number = stale.propose()
    stale.sidestep("release", "approve", by="rue")
    signatures = stale.sign_release(number, "ada", "ben")
    coalition.add_site("another.org.uk")
    for _ in range(times):
        coalition.release("--renew")
    for file in coalition.home.config.repository.rglob("*.json"):
        target = stale.home.config.repository / file.relative_to(coalition.home.config.repository)
        target.write_bytes(file.read_bytes())

    assert "propose again" in refused(stale, "release", "publish", *signatures)


def test_a_mass_removal_has_to_be_meant_and_is_signed_as_such(coalition: Coalition) -> None:
    for number in (1, 2):
        coalition.sidestep("entry", "remove", f"help-{number}.org.uk", by="edi")
    assert "2 of 12 lines" in refused(coalition, "release", "propose", by="edi")

    number = coalition.propose("--mass-removal")
    warned = coalition.holders["ada"].sign(
        "release", coalition.request("release", number), coalition.home.config.repository
    )
    assert "MASS REMOVAL: 2 of 12" in warned.err
    coalition.sidestep("release", "approve", by="rue")
    coalition.sidestep("release", "publish", *coalition.sign_release(number, "ada", "ben"))

    assert len(hosts(coalition)) == 10
    signed = Metadata[Targets].from_bytes(coalition.home.files.read("targets", 2)).signed
    assert mass_removal_of(signed) == 2

    coalition.add_site("new.org.uk")
    coalition.release()
    later = Metadata[Targets].from_bytes(coalition.home.files.read("targets", 3)).signed
    assert mass_removal_of(later) == 2, "whoever skipped version 2 has to learn of it"


def test_an_emergency_needs_as_many_signatures_and_no_approval(coalition: Coalition) -> None:
    coalition.sidestep("entry", "remove", "help-1.org.uk", by="edi")
    number = coalition.propose("--emergency=taken over this morning")
    ada, ben = coalition.sign_release(number, "ada", "ben")

    assert "1 of 2 signatures" in refused(coalition, "release", "publish", ada)
    coalition.sidestep("release", "publish", ben)

    assert "help-1.org.uk" not in hosts(coalition)


def test_signers_are_told_of_an_emergency(coalition: Coalition) -> None:
    coalition.sidestep("entry", "remove", "help-1.org.uk", by="edi")
    number = coalition.propose("--emergency=taken over this morning")

    signed = coalition.holders["ada"].sign(
        "release", coalition.request("release", number), coalition.home.config.repository
    )

    assert "emergency: taken over this morning" in signed.err


def test_a_rollback_is_a_new_and_higher_version_of_an_old_list(coalition: Coalition) -> None:
    before = hosts(coalition)
    coalition.add_site("mistake.org.uk")
    coalition.release()
    assert "mistake.org.uk" in hosts(coalition)

    proposed = coalition.sidestep("release", "rollback", "1", by="edi")
    assert "- mistake.org.uk (with subdomains)" in proposed.out
    coalition.sidestep("release", "approve", by="rue")
    coalition.sidestep("release", "publish", *coalition.sign_release(3, "ben", "cyd"))

    assert (version(coalition), hosts(coalition)) == (3, before)


def test_a_version_that_never_was_is_no_rollback(coalition: Coalition) -> None:
    refusal = coalition.home.sidestep("release", "rollback", "7", "--as=edi")

    assert (refusal.code, refusal.err.count("\n")) == (1, 1)
    assert "7.targets.json is missing" in refusal.err


def test_of_two_publishers_at_once_one_wins_and_the_other_says_so(coalition: Coalition) -> None:
    coalition.add_site("new.org.uk")
    number = coalition.propose()
    coalition.sidestep("release", "approve", by="rue")
    files = coalition.sign_release(number, "ada", "ben")

    together = [coalition.home.process("release", "publish", *files, "--as=ola") for _ in range(2)]
    ends = [process.communicate(timeout=30) for process in together]

    codes = sorted(process.returncode for process in together)
    assert codes[0] == 0
    assert codes[1] in (1, 2), "the second came during the first, or after it"
    (said,) = (end[1] for end, each in zip(ends, together, strict=True) if each.returncode)
    assert said.count("\n") == 1
    assert ("somebody else is publishing" in said) or ("no release is open" in said)
    assert (version(coalition), "new.org.uk" in hosts(coalition)) == (2, True)


def test_the_one_person_path_is_closed(coalition: Coalition) -> None:
    refusal = coalition.home.sidestep("publish")

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert "needs 2 signatures" in refusal.err


def test_refresh_keeps_the_list_without_any_persons_key(coalition: Coalition) -> None:
    assert coalition.home.sidestep("refresh").out == "version 1\n"
    assert sorted(path.name for path in coalition.home.config.keys.glob("*.pem")) == [
        "snapshot.pem",
        "timestamp.pem",
    ]
