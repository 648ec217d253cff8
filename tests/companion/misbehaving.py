"""Web servers that misbehave, one for each way to, on one port of loopback."""

from __future__ import annotations

import contextlib
import os
import socket
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Iterator

import trustme

PAGE = "HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{more}\r\n{body}"
HELP = "<title>Help</title><p>Call us on 0800 000</p>"
SALE = "<title>gone.test</title><h1>This domain is for <b>sale</b></h1>"

SIMPLE = {
    "good.test": PAGE.format(status="200 OK", more="", body=HELP),
    "gone.test": PAGE.format(status="404 Not Found", more="", body="no"),
    "broken.test": PAGE.format(status="503 Busy", more="", body="no"),
    "guarded.test": PAGE.format(status="403 Forbidden", more="", body="are you a robot?"),
    "parked.test": PAGE.format(status="200 OK", more="", body=SALE),
    "sold.test": PAGE.format(
        status="301 Moved", more="Location: https://casino.test/\r\n", body=""
    ),
    "bare.test": PAGE.format(
        status="301 Moved", more="Location: https://www.bare.test/home\r\n", body=""
    ),
    "www.bare.test": PAGE.format(status="200 OK", more="", body=HELP),
    "front.test": PAGE.format(status="302 Found", more="Location: /\r\n", body=""),
    "plain.test": PAGE.format(status="302 Found", more="Location: http://plain.test/\r\n", body=""),
    "script.test": PAGE.format(
        status="302 Found", more="Location: javascript:alert(1)\r\n", body=""
    ),
    "loop.test": PAGE.format(status="302 Found", more="Location: /x\r\n", body=""),
    "babble.test": "SSH-2.0-nothing\r\n",
    "odd.test": PAGE.format(status="200 OK", more="X: " + "y" * 70_000 + "\r\n", body=HELP),
    "silent.test": "",
}
"""Host → all that is said before the connection is closed."""

DRIPPING, ENDLESS, GARBLED = "dripping.test", "endless.test", "garbled.test"
UNNAMED = "unnamed.test"
"""Not in the certificate."""


class Servers(socketserver.ThreadingTCPServer):
    """Answers for every name. ``at_once`` is the most requests that one host had together."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.context = context
        self.lock = threading.Lock()
        self.now: Counter[str] = Counter()
        self.at_once: Counter[str] = Counter()
        self.requests: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up on a misbehaving server are what the tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: Servers

    def handle(self) -> None:
        with self.server.context.wrap_socket(self.request, server_side=True) as connection:
            request = b""
            while not request.endswith(b"\r\n\r\n"):
                data = connection.recv(4096)
                if not data:
                    return
                request += data
            text = request.decode()
            host = text.partition("Host: ")[2].partition("\r\n")[0].partition(":")[0]
            with self.server.lock:
                self.server.requests.append(text)
                self.server.now[host] += 1
                self.server.at_once[host] = max(self.server.at_once[host], self.server.now[host])
            try:
                _answer(connection, host)
            finally:
                with self.server.lock:
                    self.server.now[host] -= 1


def _answer(connection: socket.socket, host: str) -> None:
    if host == DRIPPING:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-Drip: 1\r\n")
            threading.Event().wait(0.05)
    if host == ENDLESS:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65_536)
    if host == GARBLED:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        os.write(connection.fileno(), b"in the clear")
        return
    connection.sendall(SIMPLE[host].encode())


@contextlib.contextmanager
def misbehaving() -> Iterator[tuple[Servers, ssl.SSLContext]]:
    """Yield the servers, and what a client has to trust to believe them."""
    authority = trustme.CA()
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*SIMPLE, DRIPPING, ENDLESS, GARBLED).configure_cert(serving)
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with Servers(serving) as servers:
        thread = threading.Thread(target=servers.serve_forever, daemon=True)
        thread.start()
        yield servers, trusting
        servers.shutdown()
