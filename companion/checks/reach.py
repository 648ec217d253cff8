"""Connects to public servers only, and asks one thing within limits of time and size."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import urlsplit

USER_AGENT: Final = "SidestepListCheck/1 (looks whether a listed support site is still there)"
DEADLINE_S: Final = 20.0
"""For name, connection, headers and body together."""

LARGEST_BODY_BYTES: Final = 256_000
_PORTS: Final = MappingProxyType({"http": 80, "https": 443})

Resolve: TypeAlias = Callable[[str], Sequence[str]]
"""Host → addresses, in numbers. Raises OSError where there are none."""


class PrivateAddressError(Exception):
    """The name leads to an address that no public site has."""


@dataclass(frozen=True)
class Reply:
    """What a server said. ``location`` is where it sends people on, empty where it does not."""

    status: int
    location: str
    text: str


def resolve_by_system(host: str) -> Sequence[str]:
    """Ask the system for the addresses of ``host``."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Say whether ``address`` is one that the whole internet reaches."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return parsed.is_global and not parsed.is_multicast and (mapped is None or mapped.is_global)


@dataclass(frozen=True)
class Reach:
    """How servers are reached. Tests give names, ports and trust of their own."""

    allow_private: bool = False
    resolve: Resolve = resolve_by_system
    ports: Mapping[str, int] = field(default_factory=lambda: _PORTS)
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    deadline_s: float = DEADLINE_S

    def get(self, url: str) -> Reply:
        """Ask for ``url`` and return the answer, whatever it is. No redirect is followed.

        Raises:
            PrivateAddressError: the name leads into a private network; nothing was asked.
            socket.gaierror: the name is not in the DNS.
            ssl.SSLError: the server did not prove who it is.
            OSError, http.client.HTTPException: anything else that went wrong, lateness included.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        answer: list[Reply | BaseException] = []
        connection = _Pinned(self, host, parts.scheme)

        def ask() -> None:
            try:
                answer.append(_ask(connection, parts.path or "/", parts.query))
            except BaseException as error:
                answer.append(error)

        asking = threading.Thread(target=ask, daemon=True)  # a resolver cannot be interrupted
        asking.start()
        asking.join(self.deadline_s)
        if asking.is_alive():
            connection.cut()
            raise TimeoutError(f"no whole answer within {self.deadline_s:g} seconds")
        if isinstance(answer[0], BaseException):
            raise answer[0]
        return answer[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at: the name cannot lead elsewhere meanwhile."""

    def __init__(self, reach: Reach, host: str, scheme: str) -> None:
        super().__init__(host, reach.ports[scheme], timeout=reach.deadline_s)
        self._reach, self._is_tls = reach, scheme == "https"

    def connect(self) -> None:
        addresses = self._reach.resolve(self.host)
        if not self._reach.allow_private:
            private = next((each for each in addresses if not is_public(each)), None)
            if private is not None:
                raise PrivateAddressError(private)
        raw = _first_that_connects(addresses, self.port, self._reach.deadline_s)
        self.sock = raw
        if self._is_tls:
            self.sock = self._reach.context.wrap_socket(raw, server_hostname=self.host)

    def cut(self) -> None:
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _first_that_connects(addresses: Sequence[str], port: int, timeout_s: float) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout=timeout_s)
        except OSError as error:
            failure = error
    raise failure


def _ask(connection: _Pinned, path: str, query: str) -> Reply:
    try:
        connection.putrequest("GET", f"{path}?{query}" if query else path)
        connection.putheader("User-Agent", USER_AGENT)
        connection.putheader("Accept", "text/html")
        connection.putheader("Connection", "close")
        connection.endheaders()
        with connection.getresponse() as answer:  # it holds the socket open by itself
            is_redirect = answer.status in (301, 302, 303, 307, 308)
            location = (answer.getheader("Location") or "") if is_redirect else ""
            body = b"" if location else answer.read(LARGEST_BODY_BYTES)
            charset = answer.headers.get_content_charset() or "utf-8"
        try:
            return Reply(answer.status, location, body.decode(charset, "replace"))
        except LookupError:
            return Reply(answer.status, location, body.decode("utf-8", "replace"))
    finally:
        connection.close()
