"""Looks at the pages of one entry and says what is wrong with them."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from companion.checks.models import Kind, Seen
from companion.checks.reach import PrivateAddressError, Reach, Reply
from companion.checks.signs import parked_sign
from companion.entries.hosts import public_suffixes
from companion.entries.models import Entry

MOST_HOPS: Final = 5
MOST_PATHS: Final = 5
"""So many paths of one entry are looked at in one check; the others wait for nothing."""

PAUSE_S: Final = 1.0
"""Between two requests to one site."""

_GONE: Final = (404, 410)


class Prober:
    """Asks one thing at a time. It is for one site after another; use one for each thread."""

    def __init__(self, reach: Reach, pause: Callable[[float], object]) -> None:
        self._reach, self._pause = reach, pause

    def look(self, entry: Entry) -> list[Seen]:
        """Return all that is wrong with ``entry``; nothing if nothing is."""
        paths = entry.paths[:MOST_PATHS] or ("/",)
        seen: list[Seen] = []
        for at, path in enumerate(paths):
            if at:
                self._pause(PAUSE_S)
            found = list(self._look_at(entry.host, path))
            seen += found
            if any(each.kind in (Kind.NO_NAME, Kind.PRIVATE, Kind.NO_ANSWER) for each in found):
                break  # the other paths are on the same host
        return seen

    def _look_at(self, host: str, path: str) -> Iterator[Seen]:
        address = url = f"https://{host}{path}"
        for _ in range(MOST_HOPS + 1):
            try:
                reply = self._get(url)
            except Exception as error:
                yield _trouble(error, address)
                return
            if not reply.location:
                yield from _about(reply, address)
                return
            target = urljoin(url, reply.location)
            kind = _strange_target(host, path, target)
            if kind is not None:
                yield Seen(kind, address, _short(f"to {target}"))
                return
            if urlsplit(target).scheme == "http":
                yield Seen(
                    Kind.TLS, address, _short(f"it sends people on without TLS, to {target}")
                )
                return
            url = target
            self._pause(PAUSE_S)
        yield Seen(Kind.BROKEN, address, f"more than {MOST_HOPS} redirects")

    def _get(self, url: str) -> Reply:
        """Ask, and ask once more where the first failure may have been a hiccup."""
        try:
            return self._reach.get(url)
        except (ssl.SSLError, socket.gaierror, TimeoutError):
            raise
        except (OSError, http.client.HTTPException):
            self._pause(PAUSE_S)
            return self._reach.get(url)


def _about(reply: Reply, address: str) -> Iterator[Seen]:
    if reply.status in _GONE:
        yield Seen(Kind.GONE, address, f"status {reply.status}")
    elif reply.status >= 500:
        yield Seen(Kind.BROKEN, address, f"status {reply.status}")
    sign = parked_sign(reply.text)
    if sign is not None:
        yield Seen(Kind.PARKED, address, _short(sign))


def _strange_target(host: str, path: str, target: str) -> Kind | None:
    parts = urlsplit(target)
    other = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in ("http", "https") or site_of(other) != site_of(host):
        return Kind.ELSEWHERE
    if path != "/" and parts.path in ("", "/"):
        return Kind.FRONT_PAGE
    return None


def site_of(host: str) -> str:
    """Return the registrable domain of ``host``; names without a public suffix are their own."""
    return public_suffixes().privatesuffix(host) or ".".join(host.split(".")[-2:])


def _trouble(error: Exception, address: str) -> Seen:
    if isinstance(error, PrivateAddressError):
        return Seen(Kind.PRIVATE, address, str(error))
    if isinstance(error, socket.gaierror):
        return Seen(Kind.NO_NAME, address, "no address is known")
    if isinstance(error, ssl.SSLCertVerificationError):
        return Seen(Kind.TLS, address, _short(error.verify_message))
    if isinstance(error, ssl.SSLError):
        return Seen(Kind.TLS, address, _short(error.reason or "the handshake failed"))
    if isinstance(error, http.client.HTTPException | ValueError) and not isinstance(error, OSError):
        return Seen(Kind.BROKEN, address, f"it does not speak HTTP ({type(error).__name__})")
    return Seen(Kind.NO_ANSWER, address, _short(str(error) or type(error).__name__))


def _short(text: str) -> str:
    line = "".join(sign if sign.isprintable() else "?" for sign in text)
    return line[:300]
