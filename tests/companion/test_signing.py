"""What a signer's own machine finds out by itself, whatever the service hands over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import DelegatedRole, Delegations, Metadata, TargetFile, Targets

from companion.clock import utc_now
from companion.publishing.files import LIST_NAME
from companion.publishing.target import MASS_REMOVAL_FIELD, list_target, list_targets
from companion.releases.changes import Line
from companion.signing.requests import Request, write_request
from tests.companion.coalition import Coalition, Holder
from tests.companion.support import Outcome, serving

LINES = [Line(f"help-{number}.org.uk", subdomains=True) for number in range(1, 13)]


def forged(
    lines: list[Line], *, version: int = 2, change: Callable[[Targets], None] = lambda _: None
) -> Request:
    """A request that the service might hand over, honest or not."""
    content = list_target(lines, [])
    targets = list_targets(content, version, mass_removal=None, at=utc_now())
    change(targets)
    return Request(Metadata(targets), content)


def ask(coalition: Coalition, request: Request | bytes, repository: object = None) -> Outcome:
    """Ada is asked to sign it."""
    path = coalition.folder / "handed-over.json"
    path.write_bytes(request if isinstance(request, bytes) else write_request(request))
    place = str(repository or coalition.home.config.repository)
    return coalition.holders["ada"].sign("release", path, place)


def is_unsigned(coalition: Coalition) -> bool:
    return not list(coalition.holders["ada"].folder.glob("handed-over*"))


def test_an_honest_request_is_signed(coalition: Coalition) -> None:
    signed = ask(coalition, forged([*LINES, Line("new.org.uk", subdomains=True)]))

    assert signed.code == 0
    assert signed.out.splitlines()[:3] == [
        "version 1 is published; this is version 2",
        "+ new.org.uk (with subdomains)",
        "1 added, 0 removed, 0 changed, 0 search terms; 12 lines before",
    ]
    assert not is_unsigned(coalition)


@pytest.mark.parametrize("answer", ["no", "", "y", "yes please"])
def test_nothing_but_yes_signs(coalition: Coalition, answer: str) -> None:
    path = coalition.folder / "handed-over.json"
    path.write_bytes(write_request(forged(LINES)))

    asked = coalition.holders["ada"].sign(
        "release", path, coalition.home.config.repository, answer=answer
    )

    assert asked.code != 0
    assert is_unsigned(coalition)


def delegate(targets: Targets) -> None:
    role = DelegatedRole("eve", [], 1, terminating=True, paths=["*"])
    targets.delegations = Delegations({}, {"eve": role})


def name_another_file(targets: Targets) -> None:
    targets.targets["list/other.json"] = TargetFile.from_data("list/other.json", b"x", ["sha256"])


def last_for_years(targets: Targets) -> None:
    targets.expires += timedelta(days=400)


def have_expired(targets: Targets) -> None:
    targets.expires = utc_now() - timedelta(days=1)


def say_more(targets: Targets) -> None:
    targets.targets[LIST_NAME].unrecognized_fields["custom"] = {"x-more": 1}


def claim_a_mass_removal(targets: Targets) -> None:
    targets.targets[LIST_NAME].unrecognized_fields["custom"] = {MASS_REMOVAL_FIELD: 2}


def name_another_list(targets: Targets) -> None:
    targets.targets[LIST_NAME] = TargetFile.from_data(LIST_NAME, b"another", ["sha256"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (delegate, "delegates"),
        (name_another_file, "other files"),
        (last_for_years, "lasts 90 days"),
        (have_expired, "would expire"),
        (say_more, "fields that nobody knows"),
        (claim_a_mass_removal, "is none"),
        (name_another_list, "not the one that would be signed"),
    ],
)
def test_metadata_that_does_more_than_it_shows_is_refused(
    coalition: Coalition, change: Callable[[Targets], None], reason: str
) -> None:
    refusal = ask(coalition, forged(LINES, change=change))

    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    assert reason in refusal.err
    assert is_unsigned(coalition)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (LINES[:5], "7 of 12 lines"),
        ([], "12 of 12 lines"),
        ([Line("gov.uk", subdomains=True)], "gov.uk"),
        ([*LINES, Line("help.test", subdomains=True)], "help.test"),
    ],
)
def test_a_list_that_must_not_be_is_refused(
    coalition: Coalition, lines: list[Line], reason: str
) -> None:
    refusal = ask(coalition, forged(lines))

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert reason in refusal.err
    assert is_unsigned(coalition)


def test_a_version_that_is_published_already_is_not_signed_again(coalition: Coalition) -> None:
    refusal = ask(coalition, forged(LINES, version=1))

    assert (refusal.code, "1 is published already" in refusal.err) == (2, True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"kind":"sidestep-signing-request","role":"snapshot"}',
        b'{"kind":"sidestep-signing-request","role":"targets","metadata":"{}","list":""}',
    ],
)
def test_a_file_that_is_no_request_is_named(coalition: Coalition, data: bytes) -> None:
    refusal = ask(coalition, data)

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert "handed-over.json" in refusal.err


def test_another_repository_is_not_believed(coalition: Coalition, tmp_path: Path) -> None:
    other = Coalition(tmp_path / "other")
    other.ceremony()

    refusal = ask(coalition, forged(LINES), other.home.config.repository)

    assert refusal.code == 1
    assert "root 1 is not the one that you trust" in refusal.err
    assert is_unsigned(coalition)


def test_an_older_state_put_back_is_seen(coalition: Coalition, tmp_path: Path) -> None:
    shutil.copytree(coalition.home.config.repository, tmp_path / "older")
    coalition.add_site("new.org.uk")
    coalition.release()
    assert ask(coalition, forged(LINES, version=3)).code == 0

    refusal = ask(coalition, forged(LINES, version=3), tmp_path / "older")

    assert (refusal.code, "you have seen version 2" in refusal.err) == (1, True)


def test_a_damaged_repository_is_not_compared_with(coalition: Coalition) -> None:
    list_file = next(coalition.home.files.targets.rglob("*.json"))
    list_file.write_bytes(list_file.read_bytes().replace(b"help-1.", b"hulp-1."))

    refusal = ask(coalition, forged(LINES))

    assert (refusal.code, "not what was signed" in refusal.err) == (1, True)


def test_the_published_repository_is_fetched_and_verified(coalition: Coalition) -> None:
    with serving(coalition.home) as server:
        signed = ask(coalition, forged(LINES), server.repository)

        assert signed.code == 0, signed.err
        assert "0 added, 0 removed" in signed.out

        refusal = ask(coalition, forged(LINES[:5]), server.repository)
        assert (refusal.code, "7 of 12" in refusal.err) == (2, True)


def test_a_repository_that_does_not_answer_is_named(coalition: Coalition) -> None:
    refusal = ask(coalition, forged(LINES), "http://127.0.0.1:9/repository")

    assert (refusal.code, refusal.err.count("\n")) == (1, 1)
    assert "127.0.0.1:9" in refusal.err


def test_a_newcomer_is_told_what_to_compare(coalition: Coalition) -> None:
    dora = coalition.new_key("dora")
    path = coalition.folder / "handed-over.json"
    path.write_bytes(write_request(forged(LINES)))

    signed = dora.sign("release", path, coalition.home.config.repository)

    assert "You trust no root yet" in signed.err
    assert "does not count" in signed.err


def test_a_wrong_passphrase_opens_nothing(coalition: Coalition) -> None:
    ada = coalition.holders["ada"]
    wrong = Holder(ada.folder, "ada", "one two three four five six seven")
    path = coalition.folder / "handed-over.json"
    path.write_bytes(write_request(forged(LINES)))

    refusal = wrong.sign("release", path, coalition.home.config.repository)

    assert (refusal.code, "does not open" in refusal.err) == (2, True)
    assert is_unsigned(coalition)


def test_case_and_spaces_of_a_passphrase_do_not_matter(coalition: Coalition) -> None:
    ada = coalition.holders["ada"]
    sloppy = Holder(ada.folder, "ada", f"  {ada.passphrase.upper().replace(' ', '   ')}  ")
    path = coalition.folder / "handed-over.json"
    path.write_bytes(write_request(forged(LINES)))

    assert sloppy.sign("release", path, coalition.home.config.repository).code == 0


def test_a_request_says_nothing_that_is_believed(coalition: Coalition) -> None:
    """The remark is shown as the proposer's words; the difference comes from the list itself."""
    fields: dict[str, Any] = json.loads(write_request(forged(LINES[1:])))
    fields["remark"] = "removes nothing"

    signed = ask(coalition, json.dumps(fields).encode())

    assert "- help-1.org.uk (with subdomains)" in signed.out
    assert "the proposer says: removes nothing" in signed.err
