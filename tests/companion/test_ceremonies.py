"""Keys and roots: made by people apart, changed only by enough of them together."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from tuf.api.metadata import Metadata, Root

from companion.clock import utc_now
from companion.publishing.verification import verify_repository, verify_root
from companion.signing.keys import load_key
from companion.signing.passphrases import WORDS, new_passphrase, word_list
from tests.companion.coalition import Coalition
from tests.companion.support import Home


def refused(coalition: Coalition, *arguments: str, by: str = "ola") -> str:
    named = ("--as", by) if by else ()
    before = {path: path.read_bytes() for path in coalition.home.config.repository.rglob("*.json")}
    refusal = coalition.home.sidestep(*arguments, *named)
    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    assert before == {
        path: path.read_bytes() for path in coalition.home.config.repository.rglob("*.json")
    }
    return refusal.err


def test_a_key_is_encrypted_and_its_owners_alone(tmp_path: Path) -> None:
    ada = Coalition(tmp_path).new_key("ada")

    assert stat.S_IMODE(ada.key.stat().st_mode) == 0o600
    assert ada.key.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    with pytest.raises(TypeError, match="encrypted"):
        load_pem_private_key(ada.key.read_bytes(), password=None)
    load_pem_private_key(ada.key.read_bytes(), password=ada.passphrase.encode())
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(ada.passphrase.encode() in data for data in written)


def test_a_passphrase_has_seven_words_that_are_never_the_same() -> None:
    many = [new_passphrase().split(" ") for _ in range(50)]

    assert {len(words) for words in many} == {WORDS} == {7}
    assert all(word in word_list() for words in many for word in words)
    assert len({tuple(words) for words in many}) == 50
    assert len(word_list()) == len(set(word_list())) == 7776


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    coalition = Coalition(tmp_path)
    before = coalition.new_key("ada").key.read_bytes()

    refusal = coalition.home.sidestep("keys", "new", "ada", "--directory", str(tmp_path / "ada"))

    assert (refusal.code, "never overwritten" in refusal.err) == (1, True)
    assert coalition.holders["ada"].key.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_key_that_others_can_read_does_not_sign(coalition: Coalition, mode: int) -> None:
    coalition.holders["ada"].key.chmod(mode)
    coalition.sidestep("keys", "rotate", "root")

    refusal = coalition.holders["ada"].sign(
        "keys", coalition.request("root", 2), coalition.home.config.repository
    )

    assert (refusal.code, "chmod 600" in refusal.err) == (1, True)


def test_init_takes_public_halves_only(tmp_path: Path) -> None:
    coalition = Coalition(tmp_path)
    ada, ben = coalition.new_key("ada"), coalition.new_key("ben")
    for files, reason in (
        ([ada.public, ben.key], "private key, which nobody hands over"),
        ([ada.public, tmp_path / "none.json"], "No such file"),
        ([ada.public, ada.public], "same name"),
    ):
        names = [str(file) for file in files]
        said = refused(coalition, "init", "--people-keys", *names, "--threshold", "2", by="")
        assert reason in said
    assert not coalition.home.path.exists()


@pytest.mark.parametrize(
    "more",
    [
        ["--threshold", "3"],
        ["--threshold", "0"],
        [],
        ["--threshold", "2", "--development"],
    ],
)
def test_init_wants_a_threshold_that_fits(tmp_path: Path, more: list[str]) -> None:
    coalition = Coalition(tmp_path)
    names = [str(coalition.new_key(name).public) for name in ("ada", "ben")]

    refused(coalition, "init", "--people-keys", *names, *more, by="")

    assert not coalition.home.path.exists()


def test_until_the_root_is_signed_nothing_else_goes(tmp_path: Path) -> None:
    coalition = Coalition(tmp_path)
    names = [str(coalition.new_key(name).public) for name in ("ada", "ben", "cyd")]
    coalition.sidestep("init", "--people-keys", *names, "--threshold", "2", by="")

    assert "no signed root yet" in refused(coalition, "person", "add", "ola", by="")
    assert "home already" in refused(coalition, "init", by="")
    ada = coalition.holders["ada"]
    assert ada.sign("keys", coalition.request("root", 1)).code == 0
    signature = str(ada.signature(coalition.request("root", 1)))
    assert "1 of 2 signatures" in refused(coalition, "keys", "publish", signature, by="")
    assert "1 of 2 signatures" in coalition.home.sidestep("keys", "status").out

    coalition.sign_root(1, "ben")  # ada's was collected before
    assert coalition.home.sidestep("person", "add", "ola", "--role=operator").code == 0


def test_a_production_root_has_people_and_no_mark_of_development(founded: Coalition) -> None:
    root, _ = verify_root(founded.home.files)

    people = {founded.holders[name].keyid for name in ("ada", "ben", "cyd")}
    assert {role: root.roles[role].threshold for role in root.roles} == {
        "root": 2,
        "targets": 2,
        "snapshot": 1,
        "timestamp": 1,
    }
    assert set(root.roles["root"].keyids) == set(root.roles["targets"].keyids) == people
    assert root.unrecognized_fields == {}
    words = set(re.findall(rb"\w+", founded.home.files.read("root", 1)))  # a key is one long word
    assert words.isdisjoint({b"ada", b"ben", b"cyd"}), "names of people are not published"


def test_a_holder_sees_what_a_root_changes(coalition: Coalition) -> None:
    dora = coalition.new_key("dora")
    coalition.sidestep("keys", "rotate", "root", "targets", f"--add={dora.public}", "--remove=cyd")

    signed = coalition.holders["ada"].sign(
        "keys", coalition.request("root", 2), coalition.home.config.repository
    )

    cyd = coalition.holders["cyd"].keyid
    assert signed.out.splitlines()[:4] == [
        f"+ root: key {dora.keyid[:8]}",
        f"- root: key {cyd[:8]}",
        f"+ targets: key {dora.keyid[:8]}",
        f"- targets: key {cyd[:8]}",
    ]


def test_a_root_needs_enough_of_its_old_and_of_its_new_keys(coalition: Coalition) -> None:
    dora, eli = coalition.new_key("dora"), coalition.new_key("eli")
    coalition.sidestep(
        *("keys", "rotate", "root", f"--add={dora.public}", f"--add={eli.public}"),
        *("--remove=ada", "--remove=ben", "--remove=cyd"),
    )
    request = coalition.request("root", 2)

    def signatures(*names: str) -> list[str]:
        for name in names:
            holder = coalition.holders[name]
            assert holder.sign("keys", request, coalition.home.config.repository).code == 0
        return [str(coalition.holders[name].signature(request)) for name in names]

    said = refused(coalition, "keys", "publish", *signatures("dora", "eli"))
    assert "root 2 has 0 of 2 signatures by keys of root 1" in said
    said = refused(coalition, "keys", "publish", *signatures("ada"))
    assert "1 of 2 signatures by keys of root 1" in said
    coalition.sidestep("keys", "publish", *signatures("ben"))

    assert verify_root(coalition.home.files)[0].version == 2


@pytest.mark.parametrize("roles", [["snapshot"], ["timestamp"], ["snapshot", "timestamp"]])
def test_the_services_own_keys_are_replaced(coalition: Coalition, roles: list[str]) -> None:
    keys = coalition.home.config.keys
    before = {role: load_key(keys / f"{role}.pem").public_key.keyid for role in roles}

    coalition.sidestep("keys", "rotate", *roles)
    coalition.sign_root(2, "ben", "cyd")

    verified = verify_repository(coalition.home.files, at=utc_now())
    for role in roles:
        now = load_key(keys / f"{role}.pem").public_key.keyid
        assert now != before[role]
        assert verified.root.roles[role].keyids == [now]
        signed = json.loads(verified.data[role])["signatures"]
        assert {each["keyid"] for each in signed} == {before[role], now}, (
            "for clients of both roots"
        )
    assert not list((keys / "next").glob("*.pem"))
    assert coalition.home.sidestep("refresh").code == 0
    renewed = verify_repository(coalition.home.files, at=utc_now())
    for role in roles:
        signed = json.loads(renewed.data[role])["signatures"]
        assert [each["keyid"] for each in signed] == renewed.root.roles[role].keyids


@pytest.mark.parametrize("role", ["snapshot", "timestamp"])
def test_a_lost_online_key_can_be_replaced(coalition: Coalition, role: str) -> None:
    (coalition.home.config.keys / f"{role}.pem").unlink()
    refusal = coalition.home.sidestep("refresh")
    assert (refusal.code, f"{role}.pem is missing" in refusal.err) == (1, True)

    coalition.sidestep("keys", "rotate", role)
    coalition.sign_root(2, "ada", "cyd")

    verify_repository(coalition.home.files, at=utc_now())


def test_a_key_that_signed_the_list_goes_once_others_have_signed_it(coalition: Coalition) -> None:
    """The list is signed by ada and ben. Without ada it would have one signature."""
    dora = coalition.new_key("dora")
    coalition.sidestep("keys", "rotate", "root", "targets", "--remove=ada", f"--add={dora.public}")
    request = coalition.request("root", 2)
    for name in ("ben", "cyd"):
        coalition.holders[name].sign("keys", request, coalition.home.config.repository)
    files = [str(coalition.holders[name].signature(request)) for name in ("ben", "cyd")]

    assert "clients would refuse the published list" in refused(
        coalition, "keys", "publish", *files
    )

    coalition.release("--renew", signers=("ben", "cyd"))
    coalition.sidestep("keys", "publish")
    assert verify_repository(coalition.home.files, at=utc_now()).root.version == 2
    coalition.add_site("new.org.uk")
    coalition.release(signers=("cyd", "dora"))


def test_a_root_without_a_change_is_good_for_another_year(coalition: Coalition) -> None:
    coalition.sidestep("keys", "rotate", "root")
    coalition.sign_root(2, "ada", "ben")

    root, _ = verify_root(coalition.home.files)
    assert root.version == 2
    assert (root.expires - utc_now()).days == pytest.approx(365, abs=1)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["timestamp", "--remove=ada"], "for root and targets"),
        (["root", "--remove=nobody"], "neither a holder"),
        (["root", "--threshold=4"], "cannot need 4"),
        (["root", "--add=ADA"], "already"),
    ],
)
def test_a_rotation_that_cannot_be_is_refused(
    coalition: Coalition, arguments: list[str], reason: str
) -> None:
    public = str(coalition.holders["ada"].public)
    given = [each.replace("ADA", public) for each in arguments]

    assert reason in refused(coalition, "keys", "rotate", *given)
    assert not coalition.home.config.pending_root.exists()


def test_one_root_waits_at_a_time_and_can_be_dropped(coalition: Coalition) -> None:
    coalition.sidestep("keys", "rotate", "timestamp")
    assert "root 2 is waiting" in refused(coalition, "keys", "rotate", "root")

    coalition.sidestep("keys", "discard")

    assert not list((coalition.home.config.keys / "next").glob("*.pem"))
    assert "no root is waiting" in refused(coalition, "keys", "publish")
    assert coalition.home.sidestep("refresh").code == 0


def test_a_holder_signs_only_the_root_after_the_published_one(coalition: Coalition) -> None:
    coalition.sidestep("keys", "rotate", "root")
    request = coalition.request("root", 2)
    fields = json.loads(request.read_text())
    metadata = Metadata[Root].from_bytes(fields["metadata"].encode())
    metadata.signed.version = 5
    request.write_text(json.dumps(fields | {"metadata": metadata.to_bytes().decode()}))

    refusal = coalition.holders["ada"].sign("keys", request, coalition.home.config.repository)

    assert (refusal.code, "it is root 5, and the next one is 2" in refusal.err) == (2, True)


def test_status_names_keys_thresholds_days_and_signers(coalition: Coalition) -> None:
    lines = [
        line.split("\t") for line in coalition.home.sidestep("keys", "status").out.splitlines()
    ]
    named = {name: f"{name}:{coalition.holders[name].keyid[:8]}" for name in ("ada", "ben", "cyd")}

    assert lines[0] == ["role", "needs", "keys", "days left", "signed by"]
    assert lines[2] == [
        "targets",
        "2 of 3",
        " ".join(named.values()),
        lines[2][3],
        f"{named['ada']} {named['ben']}",
    ]
    assert [int(line[3]) for line in lines[1:]] == pytest.approx([365, 90, 14, 7], abs=1)


def test_status_of_nothing_says_so(tmp_path: Path) -> None:
    refusal = Home(tmp_path / "none").sidestep("keys", "status")

    assert (refusal.code, "run sidestep init" in refusal.err) == (2, True)
