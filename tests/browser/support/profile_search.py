"""Searches every file under a folder for words: names and contents, as an onlooker with a copy of
it would.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from pathlib import Path

from tests.browser.support.mozlz4 import MAGIC, unpack

GZIP_MAGIC = b"\x1f\x8b"


def files_naming(folder: Path, words: Sequence[str]) -> list[str]:
    """The files, as paths below ``folder``, whose name or contents hold one of ``words``, in any
    case.

    Contents count as UTF-8 and as UTF-16, and unpacked where the whole file is gzip or Firefox's
    jsonlz4. Symbolic links are not followed.

    Raises:
        FileNotFoundError: ``folder`` holds no file; a search of nothing would find nothing.
    """
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    if not files:
        raise FileNotFoundError(f"no files in {folder}")
    texts = [word.lower() for word in words]
    needles = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le")]
    found = []
    for file in files:
        path = str(file.relative_to(folder))
        named = any(text in path.lower() for text in texts)
        if named or any(
            needle in layer for layer in _layers(file.read_bytes()) for needle in needles
        ):
            found.append(path)
    return found


def _layers(data: bytes) -> list[bytes]:
    """A file's bytes in lower case, and below a packed surface what is inside."""
    layers = [data.lower()]
    try:
        if data.startswith(MAGIC):
            layers.append(unpack(data).lower())
        elif data.startswith(GZIP_MAGIC):
            layers.append(gzip.decompress(data).lower())
    except (ValueError, EOFError, OSError, zlib.error):
        pass  # only begins like a packed file; its bytes have been looked at
    return layers
