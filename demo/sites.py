"""The server of the demo sites: every host on one loopback port, TLS by server name."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import MSG_PEEK, socket
from threading import Lock, Thread
from time import sleep
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from demo.certificates import Certificates
from demo.exchange import Request, Response, Site, redirect
from demo.hosts import DEMO_HOSTS

TLS_HANDSHAKE = b"\x16"
IDLE_SECONDS = 30
PIECES = 100
"""In so many pieces a slow body is sent."""


class Seen(NamedTuple):
    """A request that was answered. ``path`` includes the query."""

    host: str
    path: str
    headers: Mapping[str, str]


class DemoSites:
    """Running demo sites.

    Plain http on the same port is sent on to https, as real sites do. A name that is not served
    gets a TLS alert.
    """

    def __init__(self, hosts: Mapping[str, Site]) -> None:
        self.hosts = dict(hosts)
        self._certificates = Certificates()
        self._requests: list[Seen] = []
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="demo-sites-")
        self.ca_pem = Path(self._folder.name, "authority.pem")
        self._certificates.write_authority(self.ca_pem)
        self._server = _Server(self)
        self._thread = Thread(
            target=self._server.serve_forever, args=(0.05,), name="demo-sites", daemon=True
        )

    @classmethod
    def start(cls, hosts: Mapping[str, Site] | None = None) -> Self:
        """Serve ``hosts`` (all demo hosts when ``None``) on a free port of 127.0.0.1."""
        sites = cls(DEMO_HOSTS if hosts is None else hosts)
        sites._thread.start()
        return sites

    @property
    def https_port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def spki(self) -> str:
        """Base64 SHA-256 for Chromium's ``--ignore-certificate-errors-spki-list``."""
        return self._certificates.spki

    @property
    def requests(self) -> list[Seen]:
        """A copy of every request answered since the start or the last ``forget``, oldest first."""
        with self._lock:
            return list(self._requests)

    def forget(self) -> None:
        """Empty ``requests``."""
        with self._lock:
            self._requests.clear()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answer(self, request: Request) -> Response:
        """The answer of the site that ``request`` names, noted in ``requests``."""
        path = f"{request.path}?{request.query}" if request.query else request.path
        with self._lock:
            self._requests.append(Seen(request.host, path, request.headers))
        site = self.hosts.get(request.host)
        return site(request) if site else Response(HTTPStatus.MISDIRECTED_REQUEST)

    def secured(self, plain: socket) -> ssl.SSLSocket:
        """``plain`` with TLS on it.

        Raises:
            ssl.SSLError: the client named no host of ours or does not trust us.
        """
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = self._choose
        return context.wrap_socket(plain, server_side=True)

    def _choose(self, connection: Any, name: str | None, _: ssl.SSLContext) -> int | None:
        if name is None or name not in self.hosts:
            return int(ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME)
        connection.context = self._certificates.context_for(name)
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, sites: DemoSites) -> None:
        self.sites = sites
        super().__init__(("127.0.0.1", 0), _Exchange)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Runs in the connection's own thread: a slow handshake holds up nobody else."""
        request.settimeout(IDLE_SECONDS)
        with suppress(OSError):
            secure = request.recv(1, MSG_PEEK) == TLS_HANDSHAKE
            connection = self.sites.secured(request) if secure else request
            try:
                super().finish_request(connection, client_address)
            finally:
                connection.close()


class _Exchange(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    disable_nagle_algorithm = True

    def _exchange(self) -> None:
        target = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        host = headers.get("host", "").partition(":")[0]
        body = self.rfile.read(int(headers.get("content-length", 0)))
        if isinstance(self.connection, ssl.SSLSocket):
            request = Request(self.command, host, target.path, target.query, headers, body)
            self._send(self.server.sites.answer(request))
        else:
            secure = f"https://{host}{self.path}"
            self._send(redirect(secure, HTTPStatus.MOVED_PERMANENTLY))

    do_GET = do_HEAD = do_POST = _exchange  # noqa: N815 (names that http.server looks for)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self._send_body(response)

    def _send_body(self, response: Response) -> None:
        if not response.seconds:
            self.wfile.write(response.body)
            return
        size = len(response.body) // PIECES + 1
        with suppress(OSError):  # whoever asked for it may have had enough
            for start in range(0, len(response.body), size):
                self.wfile.write(response.body[start : start + size])
                sleep(response.seconds / PIECES)

    def log_message(self, *_: object) -> None:
        """The requests are in ``DemoSites.requests``."""
