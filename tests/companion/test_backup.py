"""A backup holds all that a home needs, and restores it byte for byte."""

from __future__ import annotations

import io
import stat
import tarfile
from pathlib import Path

import pytest

from companion.clock import utc_now
from companion.publishing.verification import verify_repository
from tests.companion.coalition import Coalition
from tests.companion.support import Home


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_restored_home_publishes_the_same_bytes_and_goes_on(
    coalition: Coalition, tmp_path: Path
) -> None:
    coalition.add_site("new.org.uk")
    number = coalition.propose()
    file = tmp_path / "home.backup"
    assert coalition.home.sidestep("backup", str(file)).code == 0
    published = contents(coalition.home.config.repository)
    lost = coalition.home.path.rename(tmp_path / "lost")

    restored = coalition.home.sidestep("restore", str(file))

    assert (restored.code, restored.out) == (0, "version 1\n")
    assert contents(coalition.home.config.repository) == published
    trail = coalition.home.sidestep("audit", "verify").out
    assert trail == Home(lost).sidestep("audit", "verify").out
    coalition.sidestep("release", "approve", by="rue")
    coalition.sidestep("release", "publish", *coalition.sign_release(number, "ada", "ben"))
    assert verify_repository(coalition.home.files, at=utc_now()).targets.version == 2


def test_a_backup_is_its_owners_alone_and_never_overwritten(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "home.backup"
    home.sidestep("backup", str(file))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    refusal = home.sidestep("backup", str(file))
    assert (refusal.code, "exists already" in refusal.err) == (2, True)


def test_restored_keys_are_their_owners_alone(home: Home, tmp_path: Path) -> None:
    home.sidestep("backup", str(tmp_path / "home.backup"))
    new = Home(tmp_path / "new")

    assert new.sidestep("restore", str(tmp_path / "home.backup")).code == 0

    assert {stat.S_IMODE(key.stat().st_mode) for key in new.config.keys.iterdir()} == {0o600}
    assert stat.S_IMODE(new.config.keys.stat().st_mode) == 0o700
    assert new.sidestep("publish").code == 0


def test_nothing_is_restored_over_a_home(home: Home, tmp_path: Path) -> None:
    home.sidestep("backup", str(tmp_path / "home.backup"))
    home.add("later.test")

    refusal = home.sidestep("restore", str(tmp_path / "home.backup"))

    assert (refusal.code, "not empty" in refusal.err) == (2, True)
    assert "later.test" in home.sidestep("entry", "list").out


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        packed("sidestep.db"),
        packed("sidestep-backup-1", "../escaped"),
        packed("sidestep-backup-1", "keys/../../escaped"),
        packed("sidestep-backup-1", "/tmp/escaped"),
        packed("sidestep-backup-1", "stranger.txt"),
    ],
    ids=["empty", "no archive", "no mark", "above", "above a folder", "absolute", "stranger"],
)
def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "home.backup"
    file.write_bytes(content)

    refusal = Home(tmp_path / "new").sidestep("restore", str(file))

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["home.backup"]


def test_a_backup_cut_short_is_refused(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "home.backup"
    home.sidestep("backup", str(file))
    file.write_bytes(file.read_bytes()[:-2000])

    refusal = Home(tmp_path / "new").sidestep("restore", str(file))

    assert (refusal.code, "not a whole backup" in refusal.err) == (2, True)
    assert not (tmp_path / "new").exists()
