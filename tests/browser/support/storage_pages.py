"""A page that checks its storage against what the standards say, on any site: the checks hold in an
ordinary page, so they must hold where storage is kept in memory.
"""

from __future__ import annotations

from pathlib import Path

from demo.exchange import Response

CHECKS = Path(__file__).with_name("storage_checks.js")


def storage_page(place: str) -> Response:
    """``frame``: an empty page; else the page that checks."""
    script = "" if place == "frame" else f"<script>{CHECKS.read_text()}</script>"
    text = f"<!doctype html><html lang=en><title>Storage</title><body>{script}</body></html>"
    return Response(headers=(("Content-Type", "text/html; charset=utf-8"),), body=text.encode())
