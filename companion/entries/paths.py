"""Which path prefixes may be listed, and their one spelling (docs/matching.md, section 3)."""

from __future__ import annotations

import re
from urllib.parse import quote

from companion.errors import PathError

MAX_PATH = 500
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SLASHES = re.compile(r"/{2,}")
_PRINTABLE_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_ESCAPED_BY_BROWSERS = '"<>^`{|}'
"""Some browsers keep these and some escape them, so an entry has to say which it means."""


def normalise_path(text: str) -> str:
    """Return the prefix in the form in which it is kept: no slash at its end, escapes normalised.

    Raises:
        PathError: ``text`` is not a prefix that may be listed; the message says why.
    """
    if not text.strip():
        raise PathError("path '' is empty; leave it out to list the whole host")
    if not text.startswith("/"):
        raise PathError(f"path {text!r} does not begin with a slash")
    if "?" in text or "#" in text:
        raise PathError(f"path {text!r} has a query or a fragment, which are never looked at")
    if any(character.isspace() or not character.isprintable() for character in text):
        raise PathError(
            f"path {text!r} has a space or a control character; write its escape, such as %20"
        )
    if "\\" in text:
        raise PathError(f"path {text!r} has a backslash, which browsers read as a slash")
    awkward = next((character for character in text if character in _ESCAPED_BY_BROWSERS), None)
    if awkward is not None:
        raise PathError(f"path {text!r} has a {awkward}; write its escape %{ord(awkward):02X}")
    if _BROKEN_ESCAPE.search(text):
        raise PathError(
            f"path {text!r} has a % that begins no escape; write %25 for the sign itself"
        )
    path = comparable(quote(text, safe=_PRINTABLE_ASCII)).rstrip("/")
    if not path:
        raise PathError(f"path {text!r} is the whole host; leave it out to list the whole host")
    if any(segment in (".", "..") for segment in path.split("/")):
        raise PathError(f"path {text!r} has a . or .. in it, which browsers resolve")
    if len(path) > MAX_PATH:
        raise PathError(f"path {text[:40]!r}… is longer than {MAX_PATH} characters")
    return path


def comparable(path: str) -> str:
    """Return the form in which paths are compared: ``/`` or such as ``/advice/stalking/``.

    A prefix test on this form is a test on whole segments. ``path`` is ASCII with its dot segments
    resolved.
    """
    decoded = _ESCAPE.sub(_normalise_escape, path)
    return _SLASHES.sub("/", f"/{decoded}/")


def _normalise_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()
