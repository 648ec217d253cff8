"""Writes a package: unpacked, and as a zip whose bytes depend on its contents only."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can name."""

REGULAR_FILE = 0o100644
UNIX = 3
DIRECTORY_MODE = 0o755


def write_folder(contents: Mapping[str, bytes], folder: Path) -> None:
    """Replace ``folder`` by ``contents``; a failure leaves what was there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as temporary:
        new = Path(temporary, "new")
        for path, data in contents.items():
            file = new / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        new.chmod(DIRECTORY_MODE)
        if folder.exists():
            folder.rename(Path(temporary, "old"))
        new.rename(folder)


def write_zip(contents: Mapping[str, bytes], file: Path) -> None:
    """Write ``contents`` to ``file``: sorted, one time, one mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.partial")
    with ZipFile(partial, "w") as archive:
        for path in sorted(contents):
            entry = ZipInfo(path, EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = REGULAR_FILE << 16
            archive.writestr(entry, contents[path], compresslevel=9)
    shutil.move(partial, file)
