"""What a publish promises about time, damage, interruption and who may do it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, MetaFile, Root, Timestamp

from companion.errors import RepositoryError, ThresholdError
from companion.publishing.files import LIST_NAME, RepositoryFiles, target_file_name
from companion.publishing.publish import Published, publish_list, refresh
from companion.publishing.target import list_target
from companion.publishing.verification import verify_repository, verify_root
from companion.signing.keys import Signer, ensure_keys
from companion.signing.roles import ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from companion.signing.roots import create_development_root
from tests.companion.support import NOW, Home, an_entry

DAY = timedelta(days=1)
ONE = list_target([an_entry("one.test")], [])
TWO = list_target([an_entry("one.test"), an_entry("two.test")], [])


@dataclass
class Repository:
    """A repository with a development root, and its keys."""

    files: RepositoryFiles
    signers: Mapping[str, Signer]

    def publish(self, content: bytes = ONE, *, at: datetime = NOW) -> Published:
        return publish_list(self.files, self.signers, content, at=at)

    def refresh(self, *, at: datetime = NOW) -> Published:
        return refresh(self.files, self.signers, at=at)

    def sign_root(self, version: int, change: Callable[[Root], None]) -> None:
        """Replace or add a root that is changed and then signed by the root key."""
        metadata = Metadata[Root].from_bytes(self.files.read(ROOT, 1))
        metadata.signed.version = version
        change(metadata.signed)
        metadata.sign(self.signers[ROOT])
        self.files.write(ROOT, version, metadata.to_bytes())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(
        RepositoryFiles(tmp_path / "repository"), ensure_keys(tmp_path / "keys")
    )
    root = create_development_root(repository.signers, at=NOW)
    repository.files.write(ROOT, 1, root)
    return repository


def test_each_role_lasts_as_long_as_the_design_says(repository: Repository) -> None:
    expires = repository.publish().repository.expires

    assert {role: expires[role] - NOW for role in ROLES} == {
        ROOT: 365 * DAY,
        TARGETS: 90 * DAY,
        SNAPSHOT: 14 * DAY,
        TIMESTAMP: 7 * DAY,
    }


def test_clients_are_told_that_snapshots_are_consistent(repository: Repository) -> None:
    assert verify_root(repository.files)[0].consistent_snapshot


def test_a_publish_that_changes_nothing_renews_the_list_in_the_second_half_of_its_life(
    repository: Repository,
) -> None:
    repository.publish()

    assert not repository.publish(at=NOW + 45 * DAY).is_new
    renewed = repository.publish(at=NOW + 46 * DAY)

    assert (renewed.is_new, renewed.version) == (True, 2)
    assert renewed.repository.expires[TARGETS] == NOW + 136 * DAY


def test_refresh_revives_an_expired_timestamp_and_snapshot(repository: Repository) -> None:
    repository.publish()
    later = NOW + 30 * DAY
    with pytest.raises(RepositoryError, match="timestamp expired on 2026-03-08"):
        verify_repository(repository.files, at=later)

    repository.refresh(at=later)

    verify_repository(repository.files, at=later)


def test_refresh_cannot_revive_an_expired_list(repository: Repository) -> None:
    repository.publish()

    with pytest.raises(RepositoryError, match="targets expired"):
        repository.refresh(at=NOW + 91 * DAY)


def test_publish_revives_an_expired_list(repository: Repository) -> None:
    repository.publish()

    assert repository.publish(at=NOW + 91 * DAY).version == 2


def test_nothing_is_published_under_an_expired_root(repository: Repository) -> None:
    repository.publish()
    before = repository.files.read(TIMESTAMP)

    with pytest.raises(RepositoryError, match="root expired"):
        repository.publish(TWO, at=NOW + 366 * DAY)

    assert repository.files.read(TIMESTAMP) == before


def test_refresh_before_the_first_publish_says_so(repository: Repository) -> None:
    with pytest.raises(RepositoryError, match="nothing is published yet"):
        repository.refresh()


@pytest.mark.parametrize("role", [ROOT, TARGETS])
def test_one_person_cannot_publish_where_two_are_needed(repository: Repository, role: str) -> None:
    def need_two(root: Root) -> None:
        root.roles[TARGETS].threshold = 2 if role == TARGETS else 1
        if role == ROOT:
            root.add_key(repository.signers[TARGETS].public_key, ROOT)
            root.roles[ROOT].threshold = 2

    repository.sign_root(1, need_two)
    if role == ROOT:
        metadata = Metadata[Root].from_bytes(repository.files.read(ROOT, 1))
        metadata.sign(repository.signers[TARGETS], append=True)
        repository.files.write(ROOT, 1, metadata.to_bytes())

    with pytest.raises(ThresholdError, match=f"{role} needs 2 signatures"):
        repository.publish()

    assert repository.files.versions(TARGETS) == []


def test_the_command_refuses_it_with_one_line(home: Home) -> None:
    repository = Repository(home.files, ensure_keys(home.config.keys))

    def need_two(root: Root) -> None:
        root.roles[TARGETS].threshold = 2

    repository.sign_root(1, need_two)
    home.add("help.test")
    (home.config.keys / "targets.pem").unlink()  # no key is asked for before this is known
    before = home.files.versions(TARGETS)

    refusal = home.sidestep("publish")

    assert (refusal.code, refusal.out, refusal.err.count("\n")) == (2, "", 1)
    assert "targets needs 2 signatures" in refusal.err
    assert home.files.versions(TARGETS) == before


def test_one_person_cannot_publish_outside_a_development_home(repository: Repository) -> None:
    repository.sign_root(1, lambda root: root.unrecognized_fields.clear())

    with pytest.raises(ThresholdError, match="development"):
        repository.publish()


def test_an_interrupted_publish_is_never_seen_and_its_numbers_are_not_used_again(
    repository: Repository,
) -> None:
    repository.publish()
    seen = repository.files.read(TIMESTAMP)
    repository.publish(TWO)
    left_over = {role: repository.files.read(role, 2) for role in (TARGETS, SNAPSHOT)}
    repository.files.write(TIMESTAMP, None, seen)
    assert verify_repository(repository.files, at=NOW).list_bytes == ONE

    after = repository.publish(TWO, at=NOW + DAY)

    assert after.version == 3
    assert after.repository.snapshot.version == 3
    assert {role: repository.files.read(role, 2) for role in left_over} == left_over


def test_an_older_timestamp_put_back_does_not_lower_the_next_one(repository: Repository) -> None:
    repository.publish()
    older = repository.files.read(TIMESTAMP)
    for day in range(3):
        repository.refresh(at=NOW + day * DAY)
    newest = Metadata[Timestamp].from_bytes(repository.files.read(TIMESTAMP)).signed.version
    repository.files.write(TIMESTAMP, None, older)

    assert repository.refresh().repository.timestamp.version > newest


def test_nothing_half_written_stays(home: Home) -> None:
    stray = home.files.metadata / ".writing-abc"
    stray.write_bytes(b"{")

    assert home.sidestep("publish").code == 0

    assert not stray.exists()


def test_the_list_lies_packed_beside_itself_and_is_the_same(repository: Repository) -> None:
    repository.publish()

    (packed,) = repository.files.targets.rglob("*.gz")

    assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes() == ONE
    assert packed.stat().st_mode == packed.with_suffix("").stat().st_mode


def damage_list(files: RepositoryFiles) -> str:
    path = next(files.targets.rglob("*.json"))
    path.write_bytes(path.read_bytes().replace(b"one.test", b"two.test"))
    return LIST_NAME


def damage_targets(files: RepositoryFiles) -> str:
    files.write(TARGETS, 1, files.read(TARGETS, 1).replace(b"sites-v1", b"sites-v2"))
    return TARGETS


def damage_snapshot(files: RepositoryFiles) -> str:
    files.write(SNAPSHOT, 1, files.read(SNAPSHOT, 1)[:-1])
    return SNAPSHOT


def damage_timestamp(files: RepositoryFiles) -> str:
    data = files.read(TIMESTAMP)
    files.write(TIMESTAMP, None, data.replace(b'"version":1', b'"version":9'))
    return TIMESTAMP


def truncate_timestamp(files: RepositoryFiles) -> str:
    files.write(TIMESTAMP, None, b"{")
    return TIMESTAMP


def remove_list(files: RepositoryFiles) -> str:
    next(files.targets.rglob("*.json")).unlink()
    return "missing"


def damage_packed_list(files: RepositoryFiles) -> str:
    path = next(files.targets.rglob("*.gz"))
    path.write_bytes(gzip.compress(b'{"entries":[]}'))
    return path.name


def truncate_packed_list(files: RepositoryFiles) -> str:
    path = next(files.targets.rglob("*.gz"))
    path.write_bytes(path.read_bytes()[:-9])
    return path.name


DAMAGES = [
    damage_list,
    damage_packed_list,
    truncate_packed_list,
    damage_targets,
    damage_snapshot,
    damage_timestamp,
    truncate_timestamp,
    remove_list,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_seen_and_named_and_refresh_does_not_sign_it(
    repository: Repository, damage: Callable[[RepositoryFiles], str]
) -> None:
    repository.publish()
    verify_repository(repository.files, at=NOW)
    named = damage(repository.files)

    with pytest.raises(RepositoryError, match=named):
        verify_repository(repository.files, at=NOW)
    with pytest.raises(RepositoryError, match=named):
        repository.refresh()


@pytest.mark.parametrize("damage", DAMAGES)
def test_publish_repairs_damage_and_says_what_it_was(
    repository: Repository, damage: Callable[[RepositoryFiles], str]
) -> None:
    repository.publish()
    named = damage(repository.files)

    repaired = repository.publish()

    assert repaired.repaired is not None
    assert named in repaired.repaired
    assert verify_repository(repository.files, at=NOW).list_bytes == ONE


def test_a_list_that_another_key_signed_is_refused(repository: Repository, tmp_path: Path) -> None:
    other = ensure_keys(tmp_path / "other")
    repository.publish()
    intruder = Repository(repository.files, {**repository.signers, TARGETS: other[TARGETS]})

    with pytest.raises(RepositoryError, match="targets is not to be trusted"):
        intruder.publish(TWO)

    assert verify_repository(repository.files, at=NOW).list_bytes == ONE


def test_a_root_that_the_one_before_did_not_sign_is_refused(
    repository: Repository, tmp_path: Path
) -> None:
    repository.publish()
    others = ensure_keys(tmp_path / "other")
    metadata = Metadata[Root].from_bytes(create_development_root(others, at=NOW))
    metadata.signed.version = 2
    metadata.sign(others[ROOT])
    repository.files.write(ROOT, 2, metadata.to_bytes())

    with pytest.raises(RepositoryError, match="root is not to be trusted"):
        repository.publish()


def test_a_root_that_its_own_new_key_did_not_sign_is_refused(
    repository: Repository, tmp_path: Path
) -> None:
    new_key = ensure_keys(tmp_path / "other")[ROOT].public_key

    def exchange_key(root: Root) -> None:
        root.revoke_key(repository.signers[ROOT].public_key.keyid, ROOT)
        root.add_key(new_key, ROOT)

    repository.sign_root(2, exchange_key)

    with pytest.raises(RepositoryError, match="root is not to be trusted"):
        repository.publish()


def test_a_snapshot_under_the_number_of_another_is_refused(repository: Repository) -> None:
    repository.publish()
    repository.files.write(SNAPSHOT, 2, repository.files.read(SNAPSHOT, 1))
    metadata = Metadata[Timestamp].from_bytes(repository.files.read(TIMESTAMP))
    metadata.signed.snapshot_meta = MetaFile(2)  # TUF lets a timestamp leave the hash out
    metadata.sign(repository.signers[TIMESTAMP])

    with pytest.raises(RepositoryError, match="snapshot says version 1, expected 2"):
        verify_repository(repository.files, at=NOW, timestamp=metadata.to_bytes())


def test_a_root_that_the_one_before_signed_is_followed(repository: Repository) -> None:
    def last_longer(root: Root) -> None:
        root.expires = NOW + 400 * DAY

    repository.sign_root(2, last_longer)

    assert repository.publish().repository.expires[ROOT] == NOW + 400 * DAY


def test_a_root_with_a_wrong_number_is_refused(repository: Repository) -> None:
    repository.sign_root(3, lambda root: None)
    repository.files.write(ROOT, 2, repository.files.read(ROOT, 3))

    with pytest.raises(RepositoryError, match="says version 3, expected 2"):
        repository.publish()


def test_a_list_is_stored_under_its_hash(repository: Repository) -> None:
    published = repository.publish().repository
    digest = published.targets.targets[LIST_NAME].hashes["sha256"]

    assert target_file_name(LIST_NAME, digest) == f"list/{digest}.sites-v1.json"
    assert repository.files.read_target(LIST_NAME, digest) == ONE
