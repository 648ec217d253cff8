"""Pictures of pages as small files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

GROUNDS = 16
BETWEEN = 32
"""Enough for the edges of smoothed letters."""


def write_small(png: bytes, file: Path) -> None:
    """Write a page's picture with a palette of its own, without dots between the colours.

    The colours that fill most of the page stay exactly as they are; pale grounds would else run
    into one.
    """
    with Image.open(BytesIO(png)) as picture:
        page = picture.convert("RGB")
    flat = page.quantize(palette=_palette(page), dither=Image.Dither.NONE)
    flat.save(file, optimize=True)


def top_of(png: bytes, height: int) -> bytes:
    """The upper part of a page's picture, as PNG."""
    out = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        picture.crop((0, 0, picture.width, min(height, picture.height))).save(out, "PNG")
    return out.getvalue()


def _palette(page: Image.Image) -> Image.Image:
    counted = page.getcolors(page.width * page.height) or []
    most = [colour for _, colour in sorted(counted, reverse=True)[:GROUNDS]]
    grounds = [channel for colour in most if isinstance(colour, tuple) for channel in colour]
    others = page.quantize(BETWEEN, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(grounds + others[: 3 * BETWEEN])
    return palette
