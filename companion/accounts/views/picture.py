"""The picture that a code generator reads, inside the page: it is nobody else's to fetch."""

from __future__ import annotations

import io

import segno


def picture_of(text: str) -> str:
    """Return a QR code of ``text`` as SVG for the page, in black on white whatever the theme."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=4, border=4, light="#fff", dark="#000", xmldecl=False, svgns=False
    )
    return out.getvalue().decode("utf-8")
