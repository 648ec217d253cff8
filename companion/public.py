"""The public list: the signed repository as static files, a WSGI application of its own.

Read only, no cookies, nothing logged. It knows the shape of every file that a repository has and
serves nothing else, so no path leads out of the directory, and any static file server can take its
place.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX: Final = "/repository"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
_REVALIDATED: Final = "no-cache"
_NOT_KEPT: Final = "no-store"
_GZIP_FROM_BYTES: Final = 1_000

_TIMESTAMP = "metadata/timestamp.json"
_VERSIONED = re.compile(r"metadata/[1-9][0-9]*\.(?:root|targets|snapshot)\.json")
_TARGET = re.compile(r"targets/(?:[a-z0-9-]+/)*[0-9a-f]{64}\.[a-z0-9-]+\.json")
_REFUSED = re.compile(r"q=0(?:\.0*)?")

Headers = list[tuple[str, str]]


def create_public_app(repository: Path) -> WSGIApplication:
    """Return the application that serves ``repository`` below ``/repository/``.

    Versioned metadata and targets named by their hash never change and may be kept for ever; the
    timestamp is asked for every time; a file that is not there may be there in the next moment, so
    nobody keeps that answer.
    """

    def serve(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        method = environment["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return _refuse(start, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        name = environment.get("PATH_INFO", "").removeprefix(f"{PREFIX}/")
        caching = _caching(name)
        if caching is None:
            return _refuse(start, "404 Not Found")
        try:
            content = (repository / name).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return _refuse(start, "404 Not Found")
        body = _answer(environment, start, content, caching)
        return [] if method == "HEAD" else body

    return serve


def _caching(name: str) -> str | None:
    """Return the Cache-Control of a file; None if a repository has no such file."""
    if name == _TIMESTAMP:
        return _REVALIDATED
    is_fixed = _VERSIONED.fullmatch(name) or _TARGET.fullmatch(name)
    return IMMUTABLE if is_fixed else None


def _answer(
    environment: WSGIEnvironment, start: StartResponse, content: bytes, caching: str
) -> list[bytes]:
    digest = hashlib.sha256(content).hexdigest()
    headers = [("Cache-Control", caching), ("X-Content-Type-Options", "nosniff")]
    if len(content) >= _GZIP_FROM_BYTES:
        headers.append(("Vary", "Accept-Encoding"))
        if _accepts_gzip(environment.get("HTTP_ACCEPT_ENCODING", "")):
            content = _compressed(content)
            digest += "-gzip"
            headers.append(("Content-Encoding", "gzip"))
    tag = f'"{digest}"'
    headers.append(("ETag", tag))
    if _is_known(environment.get("HTTP_IF_NONE_MATCH", ""), tag):
        start("304 Not Modified", [each for each in headers if each[0] != "Content-Encoding"])
        return []
    headers += [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
    start("200 OK", headers)
    return [content]


def _accepts_gzip(accept_encoding: str) -> bool:
    for each in accept_encoding.lower().split(","):
        coding, _, weight = each.partition(";")
        if coding.strip() == "gzip":
            return _REFUSED.fullmatch(weight.strip()) is None
    return False


def _is_known(if_none_match: str, tag: str) -> bool:
    """Compare weakly, as If-None-Match asks for (RFC 9110, 13.1.2)."""
    known = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return tag in known or known == ["*"]


@lru_cache(maxsize=4)
def _compressed(content: bytes) -> bytes:
    """Compress once for all readers; the same bytes each time, since they share an ETag."""
    return gzip.compress(content, mtime=0)


def _refuse(start: StartResponse, status: str, headers: Headers | None = None) -> list[bytes]:
    start(
        status,
        [("Cache-Control", _NOT_KEPT), ("Content-Length", "0"), *(headers or [])],
    )
    return []
