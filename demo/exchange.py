"""What a demo site receives and answers, free of sockets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    """One request as a site sees it; ``headers`` has lower-case names."""

    method: str
    host: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def parameters(self) -> dict[str, str]:
        """The query's parameters; the last one wins."""
        return dict(parse_qsl(self.query, keep_blank_values=True))


@dataclass(frozen=True)
class Response:
    """One answer; ``headers`` may repeat a name, as ``Set-Cookie`` does. ``seconds``: how long the
    body takes on its way, as that of a big file does.
    """

    status: int = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    seconds: float = 0.0


Site = Callable[[Request], Response]
"""A demo site: decides on a request and keeps nothing."""


def html(
    text: str, *, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """A page that browsers may keep for five minutes, as most sites allow."""
    base = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=300"}
    return Response(status, tuple({**base, **(headers or {})}.items()), text.encode())


def redirect(location: str, status: int = HTTPStatus.FOUND) -> Response:
    """A redirect to ``location``, which may be relative."""
    return Response(status, (("Location", location), ("Cache-Control", "no-cache")))
