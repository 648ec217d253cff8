"""Which hosts may be listed, and their one spelling: lower-case punycode, no dot at the end."""

from __future__ import annotations

import ipaddress
import re
from functools import cache

import idna
from publicsuffixlist import PublicSuffixList

from companion.entries.never_list import never_reason
from companion.errors import HostError

MAX_LABEL = 63
DEVELOPMENT_SUFFIXES = frozenset({"test", "example", "example.com", "example.net", "example.org"})
"""Names that are reserved for trying things out (RFC 2606, RFC 6761)."""

LOCAL_SUFFIXES = frozenset(
    {"localhost", "local", "internal", "invalid", "lan", "home.arpa", "onion", "alt", "arpa"}
)
"""Names that no public site has (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476)."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


def normalise_host(text: str, *, development: bool) -> str:
    """Return the host that ``text`` names, in lower-case punycode (UTS 46, not transitional).

    Args:
        text: a host as a person writes it, in Unicode or punycode.
        development: whether names that are reserved for tests are accepted.

    Raises:
        HostError: ``text`` is not a host that may be listed; the message says why.
    """
    _refuse_what_is_no_host(text)
    host = _to_ascii(text)
    labels = host.split(".")
    if _is_address(host):
        raise HostError(f"host {text!r} is an IP address; list the site by its name")
    if any(_ends_in(host, suffix) for suffix in LOCAL_SUFFIXES):
        raise HostError(f"host {text!r} exists only inside one computer or network")
    if len(labels) == 1:
        raise HostError(
            f"host {text!r} is a single label; a site has a name such as help.example.org"
        )
    if any(_ends_in(host, suffix) for suffix in DEVELOPMENT_SUFFIXES):
        if not development:
            raise HostError(f"host {text!r} is reserved for tests and names no site")
        return host
    reason = never_reason(_registrable(text, host))
    if reason is not None:
        raise HostError(f"host {text!r} belongs to {reason}, which is never listed")
    return host


def _refuse_what_is_no_host(text: str) -> None:
    """Name the usual mistakes before the general rule does."""
    if not text.strip():
        raise HostError("host '' is empty")
    if _SCHEME.match(text):
        raise HostError(f"host {text!r} has a scheme; write the host alone, without http://")
    if any(character.isspace() for character in text):
        raise HostError(f"host {text!r} has a space in it")
    if "*" in text:
        raise HostError(f"host {text!r} has a wildcard; subdomains are covered without one")
    if "@" in text:
        raise HostError(f"host {text!r} has a user name in it")
    if text.startswith("[") or text.count(":") > 1:
        raise HostError(f"host {text!r} is an IP address; list the site by its name")
    if ":" in text:
        raise HostError(f"host {text!r} has a port; a site is listed on all its ports")
    if any(mark in text for mark in "/\\?#"):
        raise HostError(f"host {text!r} has a path; give it with --path, or in the column paths")


def _to_ascii(text: str) -> str:
    try:
        mapped = idna.uts46_remap(text, std3_rules=True, transitional=False).removesuffix(".")
        for label in mapped.split("."):
            if not label:
                raise HostError(f"host {text!r} has an empty label")
            if len(label) > MAX_LABEL:
                raise HostError(f"host {text!r} has a label of more than {MAX_LABEL} characters")
        host = idna.encode(mapped, uts46=True, std3_rules=True, transitional=False).decode("ascii")
    except idna.IDNAError as error:
        raise HostError(f"host {text!r} is not a host name: {_one_line(error)}") from error
    return host


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _is_address(host: str) -> bool:
    """Say whether browsers read ``host`` as an address: its last label is a number.

    URL Standard, 3.5, "ends in a number".
    """
    if _NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _ends_in(host: str, suffix: str) -> bool:
    return host == suffix or host.endswith(f".{suffix}")


def _registrable(text: str, host: str) -> str:
    suffixes = public_suffixes()
    if suffixes.publicsuffix(host) is None:
        raise HostError(
            f"host {text!r} ends in .{host.rsplit('.', 1)[-1]}, which is no known top-level domain"
        )
    registrable = suffixes.privatesuffix(host)
    if registrable is None:
        raise HostError(
            f"host {text!r} is a public suffix, under which anybody can register a name"
        )
    return registrable


@cache
def public_suffixes() -> PublicSuffixList:
    """The bundled list, hosting services included; an unknown top-level domain is no suffix."""
    return PublicSuffixList(accept_unknown=False)
