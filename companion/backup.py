"""Backups: one file with all that a home needs to go on elsewhere, its online keys included."""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from companion.atomic import sync_directory
from companion.config import Config
from companion.db import Place, closing_engine, name_of, open_database
from companion.errors import BackupError, DatabaseError

FORMAT: Final = "sidestep-backup-1"
_FOLDERS: Final = ("keys", "repository", "handover")
_FILES: Final = ("pending-root.json",)
_PRIVATE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_UNFINISHED: Final = ".writing-"


def write_backup(config: Config, file: Path) -> int:
    """Write the home to ``file``, readable by its owner only, and return how many files it holds.

    The caller holds the publish lock, so that database and repository belong together.

    Raises:
        BackupError: ``file`` exists already.
    """
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except FileExistsError:
        raise BackupError(f"{file} exists already") from None
    try:
        with os.fdopen(descriptor, "wb") as out:
            with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
                _put(archive, FORMAT, b"")
                _put(archive, config.database.name, _database(config))
                found = [path for name in _FILES if (path := config.home / name).is_file()]
                for folder in _FOLDERS:
                    found += (path for path in (config.home / folder).rglob("*") if path.is_file())
                for path in sorted(found):
                    if not path.name.startswith(_UNFINISHED):
                        _put(archive, str(path.relative_to(config.home)), path.read_bytes())
                count = len(archive.getmembers()) - 1
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    sync_directory(file.absolute().parent)
    return count


def restore_backup(config: Config, file: Path) -> None:
    """Make a home from a backup, where none is.

    Raises:
        BackupError: there is something already, in the folder or in the PostgreSQL database that
        the home is to use, or ``file`` is not a backup.
    """
    if config.home.exists() and any(config.home.iterdir()):
        raise BackupError(f"{config.home} is not empty; nothing was changed")
    config.home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=config.home.parent, prefix=".restoring-") as temporary:
        new = Path(temporary, "home")
        new.mkdir()
        try:
            with tarfile.open(file, mode="r:gz") as archive:
                members = archive.getmembers()
                if not members or members[0].name != FORMAT:
                    raise BackupError(f"{file} is not a backup of a companion")
                for member in members[1:]:
                    _take(archive, member, new)
        except (tarfile.TarError, EOFError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise BackupError(f"{file} is not a whole backup: {error}") from error
        (new / "keys").chmod(_PRIVATE_FOLDER)
        if config.database_url:
            _to_postgresql(new / config.database.name, config.database_url)
        if config.home.exists():
            config.home.rmdir()
        new.rename(config.home)
    sync_directory(config.home.absolute().parent)


def _database(config: Config) -> bytes:
    """Return a copy of the database, as SQLite, that is whole, whoever writes to it meanwhile."""
    if not config.database_url:
        source, copy = sqlite3.connect(config.database), sqlite3.connect(":memory:")
        with closing(source), closing(copy):
            source.backup(copy)
            return copy.serialize()
    with tempfile.TemporaryDirectory(prefix="sidestep-backup-") as folder:
        file = Path(folder, config.database.name)
        _copy(config.database_url, file)
        return file.read_bytes()


def _copy(here: Place, there: Place) -> None:
    from companion.copying import copy_database  # only where PostgreSQL is used

    with closing_engine(here) as source, closing_engine(there) as target:
        copy_database(source, target)


def _to_postgresql(file: Path, url: str) -> None:
    """Put the restored rows where this home keeps them; they are never in two places.

    Raises:
        BackupError: there is something already.
    """
    try:
        open_database(file).dispose()  # a backup of an older companion is migrated first
        _copy(file, url)
    except DatabaseError as error:
        raise BackupError(f"{name_of(url)}: {error}; nothing was changed") from error
    file.unlink()


def _put(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), _PRIVATE
    archive.addfile(member, io.BytesIO(data))


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, new: Path) -> None:
    top = Path(member.name).parts[0]
    is_known = top in (*_FOLDERS, *_FILES, "sidestep.db")
    if not member.isfile() or not is_known or ".." in Path(member.name).parts:
        raise BackupError(f"a backup holds no {member.name!r}")
    source = archive.extractfile(member)
    path = new / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o644 if top == "repository" else _PRIVATE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as out:
        if source is not None:
            out.write(source.read())
        out.flush()
        os.fsync(out.fileno())
