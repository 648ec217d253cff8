"""The search is not blind: each spelling and each packing that browsers use is found, and nothing
is found where nothing is.
"""

from __future__ import annotations

import base64
import gzip
import os
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import cramjam
import pytest
import zstandard

from tests.residue.layers import SIMPLE_CACHE
from tests.residue.search import search
from tests.residue.words import FRAME, HOST, QUERY, STORED, TITLE, hashed

FILLER = b"nothing of interest, " * 40
SECRET = FILLER + f"https://{HOST}/".encode() + FILLER


def mozlz4(data: bytes) -> bytes:
    return (
        b"mozLz40\0"
        + len(data).to_bytes(4, "little")
        + bytes(cramjam.lz4.compress_block(data, store_size=False))
    )


def simple_cache(body: bytes) -> bytes:
    key = b"1/0/https://innocent.test/"
    head = SIMPLE_CACHE + (5).to_bytes(4, "little") + len(key).to_bytes(4, "little") + bytes(8)
    return head + key + body


SPELLINGS: dict[str, tuple[str, bytes]] = {
    "plain": ("host", f"x{HOST}x".encode()),
    "in capitals": ("title", TITLE.upper().encode()),
    "UTF-16": ("title", TITLE.encode("utf-16-le")),
    "UTF-16 at an odd offset": ("query", b"x" + QUERY.encode("utf-16-le")),
    "backwards": ("host", f".{HOST[::-1]}.".encode()),
    "base64": ("host", base64.b64encode(f"https://{HOST}/".encode())),
    "base64, shifted": ("frame", base64.b64encode(f"xhttps://{FRAME}/".encode())),
    "hashed": ("host", hashed(HOST)),
}

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "gzip within a cache entry": lambda data: simple_cache(gzip.compress(data)) + FILLER,
    "zlib": lambda data: b"head" + zlib.compress(data) + b"tail",
    "zstd": lambda data: b"head" + zstandard.ZstdCompressor().compress(data) + b"tail",
    "brotli at a file's beginning": lambda data: bytes(cramjam.brotli.compress(data)) + FILLER,
    "brotli within a cache entry": lambda data: (
        simple_cache(bytes(cramjam.brotli.compress(data))) + FILLER
    ),
    "snappy stream": lambda data: bytes(cramjam.snappy.compress(data)),
    "jsonlz4": mozlz4,
}


def found(folder: Path, data: bytes) -> dict[str, tuple[set[str], set[str]]]:
    (folder / "file").write_bytes(data)
    return {hit.path: (set(hit.kinds), set(hit.where)) for hit in search(folder)}


@pytest.mark.parametrize("name", SPELLINGS)
def test_each_spelling_is_found(name: str, tmp_path: Path) -> None:
    kind, data = SPELLINGS[name]
    assert found(tmp_path, FILLER) == {}
    assert found(tmp_path, FILLER + data + FILLER) == {"file": ({kind}, {"contents"})}


@pytest.mark.parametrize("name", PACKINGS)
def test_each_packing_is_opened(name: str, tmp_path: Path) -> None:
    packed = PACKINGS[name](mixed(SECRET))
    assert HOST.encode() not in packed, "it would be found without being unpacked"
    assert found(tmp_path, PACKINGS[name](mixed(FILLER))) == {}
    [(kinds, _)] = found(tmp_path, packed).values()
    assert kinds == {"host"}


def mixed(data: bytes) -> bytes:
    """So that no packing leaves the word in one piece: it has seen most of it before."""
    return f"https://{HOST[:8]} {HOST[8:]} ".encode() + data


def test_names_of_files_and_folders_are_searched(tmp_path: Path) -> None:
    (tmp_path / f"https+++{HOST}").mkdir()
    (tmp_path / f"https+++{HOST}/inside").write_bytes(FILLER)
    (tmp_path / "linked").symlink_to(f"/somewhere/{FRAME}")
    assert [(hit.path, set(hit.where)) for hit in search(tmp_path)] == [
        (f"https+++{HOST}", {"name"}),
        ("linked", {"contents"}),
    ]


def test_extended_attributes_are_searched(tmp_path: Path) -> None:
    (tmp_path / "plan.bin").write_bytes(FILLER)
    os.setxattr(tmp_path / "plan.bin", "user.xdg.origin.url", f"https://{HOST}/file".encode())
    assert [(hit.path, set(hit.where)) for hit in search(tmp_path)] == [("plan.bin", {"attribute"})]


def test_a_deleted_row_of_a_database_is_found_on_its_free_page(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "things.sqlite")
    database.execute("PRAGMA secure_delete = OFF")
    database.execute("CREATE TABLE things (value)")
    database.execute("INSERT INTO things VALUES (?)", (f"{STORED} {'x' * 100}",))
    database.commit()
    assert [set(hit.where) for hit in search(tmp_path)] == [{"contents", "rows"}]
    database.execute("DELETE FROM things")
    database.commit()
    database.close()
    assert [set(hit.where) for hit in search(tmp_path)] == [{"contents"}]


def test_a_value_in_snappy_in_a_database_is_found(tmp_path: Path) -> None:
    value = bytes(cramjam.snappy.compress_raw(mixed(SECRET)))
    assert HOST.encode() not in value
    with sqlite3.connect(tmp_path / "data.sqlite") as database:
        database.execute("CREATE TABLE data (value BLOB)")
        database.execute("INSERT INTO data VALUES (?)", (value,))
    database.close()
    assert [set(hit.where) for hit in search(tmp_path)] == [{"snappy"}]


def test_a_search_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        search(tmp_path)
