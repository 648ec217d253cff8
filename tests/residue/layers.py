"""What lies below the surface of a file: everything unpacked that browsers pack."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import cramjam
import zstandard

from tests.browser.support.mozlz4 import MAGIC as MOZLZ4
from tests.browser.support.mozlz4 import unpack
from tests.browser.support.sqlite_copy import opened_copy, table_names
from tests.residue import leveldb

MOST_BYTES = 64 * 1024 * 1024
"""An unpacked layer is cut here."""

GZIP, ZLIB = re.compile(rb"\x1f\x8b\x08"), re.compile(rb"\x78[\x01\x5e\x9c\xda]")
ZSTD = re.compile(rb"\x28\xb5\x2f\xfd")
SNAPPY_STREAM = re.compile(rb"\xff\x06\x00\x00sNaPpY")
SIMPLE_CACHE = bytes.fromhex("305c72a71b6dfbfc")
"""Chromium's cache entries: magic, version, length of the key, its hash, 4 bytes; key; body.
https://source.chromium.org/chromium/chromium/src/+/main:net/disk_cache/simple/simple_entry_format.h"""
SIMPLE_CACHE_HEADER = 24
SQLITE = b"SQLite format 3\0"


def layers(file: Path, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each layer below a file's own bytes. What is no layer, or a broken one, is
    left out: the bytes themselves are searched in any case.
    """
    if data.startswith(MOZLZ4):
        yield from _tried("jsonlz4", lambda: unpack(data))
    yield from _found("gzip", GZIP, data, lambda rest: _inflated(rest, 31))
    yield from _found("zlib", ZLIB, data, lambda rest: _inflated(rest, 15))
    yield from _found("zstd", ZSTD, data, _unzstd)
    yield from _found(
        "snappy", SNAPPY_STREAM, data, lambda rest: bytes(cramjam.snappy.decompress(rest))
    )
    yield from _tried("brotli", lambda: _unbrotli(data))
    if data.endswith(leveldb.TABLE_MAGIC):
        yield from _tried("leveldb", lambda: b"\n".join(leveldb.table_entries(data)))
    elif re.fullmatch(r"\d+\.log|MANIFEST-\d+", file.name):
        yield "leveldb", leveldb.log_records(data)
    if data.startswith(SQLITE):
        yield from _cells(file)


def _tried(name: str, unpacking: Callable[[], bytes]) -> Iterator[tuple[str, bytes]]:
    try:
        out = unpacking()
    except (
        ValueError,
        IndexError,
        OSError,
        EOFError,
        zlib.error,
        cramjam.DecompressionError,
        zstandard.ZstdError,
    ):
        return
    if out:
        yield name, out


def _found(
    name: str, magic: re.Pattern[bytes], data: bytes, unpacking: Callable[[memoryview], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Wherever the magic stands: databases and caches hold packed values in their midst."""
    view = memoryview(data)
    for match in magic.finditer(data):
        rest = view[match.start() :]
        yield from _tried(name, lambda rest=rest: unpacking(rest))  # type: ignore[misc]


def _inflated(rest: memoryview, window: int) -> bytes:
    return zlib.decompressobj(window).decompress(rest, MOST_BYTES)


def _unzstd(rest: memoryview) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(rest)


def _unbrotli(data: bytes) -> bytes:
    """Brotli has no magic: it is tried where caches keep bodies."""
    start = 0
    if data.startswith(SIMPLE_CACHE):
        start = SIMPLE_CACHE_HEADER + int.from_bytes(data[12:16], "little")
    return bytes(cramjam.brotli.decompress(data[start:]))


def _cells(file: Path) -> Iterator[tuple[str, bytes]]:
    """Every live value of a database whole, not cut by its pages; also unpacked (Firefox keeps
    storage values in snappy). Free pages are among the file's own bytes.
    """
    try:
        with opened_copy(file) as database:
            values = list(_values(database))
    except sqlite3.DatabaseError:
        return
    yield "rows", b"\n".join(values)
    for value in values:
        yield from _tried("snappy", lambda value=value: bytes(cramjam.snappy.decompress_raw(value)))  # type: ignore[misc]


def _values(database: sqlite3.Connection) -> Iterator[bytes]:
    for table in table_names(database):
        try:
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield value
                    elif isinstance(value, str):
                        yield value.encode("utf-8", "surrogateescape")
        except sqlite3.DatabaseError:
            continue  # a virtual table of a module that we lack; its bytes are searched too
