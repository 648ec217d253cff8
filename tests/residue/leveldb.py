"""Reads what Chromium's key-value stores hold, deleted entries included.

Keys in a table share their beginnings and blocks are compressed, so that a search of the bytes
alone would miss names.
Format: https://github.com/google/leveldb/blob/main/doc/table_format.md and log_format.md
"""

from __future__ import annotations

from collections.abc import Iterator

import cramjam
import zstandard

TABLE_MAGIC = bytes.fromhex("57fb808b247547db")
FOOTER_BYTES = 48
LOG_BLOCK_BYTES = 32 * 1024
LOG_HEADER_BYTES = 7
SNAPPY, ZSTD = 1, 2


def table_entries(data: bytes) -> Iterator[bytes]:
    """Key and value of every entry of a table file (``.ldb``), one after the other.

    Raises:
        ValueError: it is none, or broken.
    """
    if not data.endswith(TABLE_MAGIC):
        raise ValueError("not a LevelDB table")
    footer = data[-FOOTER_BYTES:]
    index = _after_handle(footer, 0)  # the meta index comes first
    for _, handle in _entries(_block(data, footer, index)):
        for key, value in _entries(_block(data, handle, 0)):
            yield key + value


def log_records(data: bytes) -> bytes:
    """A write-ahead log without the headers that cut its records at every 32 KiB."""
    out = bytearray()
    for start in range(0, len(data), LOG_BLOCK_BYTES):
        block = data[start : start + LOG_BLOCK_BYTES]
        at = 0
        while at + LOG_HEADER_BYTES <= len(block):
            length = int.from_bytes(block[at + 4 : at + 6], "little")
            at += LOG_HEADER_BYTES
            out += block[at : at + length]
            at += length
    return bytes(out)


def _after_handle(data: bytes, at: int) -> int:
    _, at = _varint(data, at)
    _, at = _varint(data, at)
    return at


def _block(data: bytes, handle: bytes, at: int) -> bytes:
    offset, at = _varint(handle, at)
    size, _ = _varint(handle, at)
    block = data[offset : offset + size]
    kind = data[offset + size]
    if kind == SNAPPY:
        return bytes(cramjam.snappy.decompress_raw(block))
    if kind == ZSTD:
        return zstandard.ZstdDecompressor().decompress(block, max_output_size=1 << 24)
    return block


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    restarts = int.from_bytes(block[-4:], "little")
    end = len(block) - 4 - 4 * restarts
    key, at = b"", 0
    while at < end:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + own]
        at += own
        yield key, block[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data):
            raise ValueError("a number ends too early")
        byte = data[at]
        value |= (byte & 127) << shift
        at += 1
        shift += 7
        if byte < 128:
            return value, at
