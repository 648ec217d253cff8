"""Unpacks Firefox's ``jsonlz4`` files: a magic number, the size, and one LZ4 block.

Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
"""

from __future__ import annotations

MAGIC = b"mozLz40\x00"
MINIMUM_MATCH = 4


def unpack(data: bytes) -> bytes:
    """The contents of a ``jsonlz4`` file.

    Raises:
        ValueError: it is none, or broken.
    """
    if not data.startswith(MAGIC):
        raise ValueError("not a jsonlz4 file")
    size = int.from_bytes(data[8:12], "little")
    try:
        out = _block(data[12:])
    except IndexError:
        raise ValueError("the LZ4 block ends too early") from None
    if len(out) != size:
        raise ValueError(f"unpacked {len(out)} bytes of {size}")
    return bytes(out)


def _block(block: bytes) -> bytearray:
    out = bytearray()
    at = 0
    while at < len(block):
        token = block[at]
        literals, at = _length(block, at + 1, token >> 4)
        out += block[at : at + literals]
        at += literals
        if at >= len(block):
            break
        distance = block[at] | block[at + 1] << 8
        if distance == 0 or distance > len(out):
            raise ValueError("an LZ4 match points outside")
        match, at = _length(block, at + 2, token & 15)
        for _ in range(match + MINIMUM_MATCH):
            out.append(out[-distance])
    return out


def _length(block: bytes, at: int, start: int) -> tuple[int, int]:
    """A length that begins with ``start`` and goes on in bytes of 255; and where to read on."""
    length = start
    if start == 15:
        while block[at] == 255:
            length += 255
            at += 1
        length += block[at]
        at += 1
    return length, at
