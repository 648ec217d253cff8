"""Parses http and https addresses as browsers do (URL Standard, https://url.spec.whatwg.org/, 4.4).

Only what matching asks for: host and path. ``urllib.parse`` follows RFC 3986 and disagrees with
browsers about backslashes, tabs, missing slashes and escaped hosts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

import idna

_EDGES = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/\\?#]*")
_PATH = re.compile(r"[^?#]*")
_PORT = re.compile(r"[0-9]*")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_ONE_DOT = re.compile(r"\.|%2e", re.IGNORECASE)
_TWO_DOTS = re.compile(r"(\.|%2e){2}", re.IGNORECASE)
_KEPT_IN_PATH = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"#<>?^`{}')


@dataclass(frozen=True)
class WebAddress:
    """``host`` in lower-case punycode, a dot at its end kept; ``path`` without dot segments."""

    host: str
    path: str


def parse_address(text: str) -> WebAddress | None:
    """Return host and path of an absolute http or https address with a named host, else None."""
    text = text.strip(_EDGES).translate(_REMOVED)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return None
    authority = _AUTHORITY.match(text, scheme.end())
    path = _PATH.match(text, authority.end()) if authority else None
    if authority is None or path is None:
        return None
    host_and_port = authority[0].rpartition("@")[2]
    name, colon, port = host_and_port.partition(":")
    if name.startswith("[") or (colon and not _is_port(port)):
        return None
    host = _host(name)
    return None if host is None else WebAddress(host, _resolve(path[0]))


def _is_port(text: str) -> bool:
    return _PORT.fullmatch(text) is not None and int(text or "0") <= 0xFFFF


def _host(name: str) -> str | None:
    try:
        decoded = unquote_to_bytes(name).decode("utf-8")
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        host = ".".join(_label(label) for label in mapped.split("."))
    except (UnicodeError, idna.IDNAError):
        return None
    if not host or _FORBIDDEN.search(host):
        return None
    last = host.removesuffix(".").rsplit(".", 1)[-1]
    return None if _NUMBER.fullmatch(last) else host


def _label(label: str) -> str:
    """Encode one label. Browsers take ASCII with underscores and of any length, and symbols too.

    Raises:
        UnicodeError: browsers refuse it.
    """
    if label.startswith("xn--"):
        decoded = label[4:].encode("ascii").decode("punycode")
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        if decoded.isascii() or mapped != decoded:
            raise UnicodeError("punycode of what is not written in punycode")
        return label
    if label.isascii():
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:  # a symbol, which UTS 46 lets through and IDNA 2008 does not
        return "xn--" + label.encode("punycode").decode("ascii")


def _resolve(path: str) -> str:
    segments: list[str] = []
    parts = re.split(r"[/\\]", path)[1:]
    for at, part in enumerate(parts):
        is_last = at == len(parts) - 1
        if _TWO_DOTS.fullmatch(part):
            if segments:
                segments.pop()
            if is_last:
                segments.append("")
        elif _ONE_DOT.fullmatch(part):
            if is_last:
                segments.append("")
        else:
            segments.append(quote(part, safe=_KEPT_IN_PATH, errors="replace"))
    return "/" + "/".join(segments)
