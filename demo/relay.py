"""A CONNECT relay: a browser finds the demo hosts on port 443, the resolver unchanged."""

from __future__ import annotations

import socket
from collections.abc import Container
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self
from urllib.parse import urlsplit


class Relay:
    """A proxy on loopback that leads ``hosts`` to one port and refuses every other name."""

    def __init__(self, hosts: Container[str], https_port: int) -> None:
        self._server = _Server(hosts, https_port)
        self._thread = Thread(
            target=self._server.serve_forever, args=(0.05,), name="relay", daemon=True
        )

    @classmethod
    def start(cls, hosts: Container[str], https_port: int) -> Self:
        """Relay ``hosts`` to ``https_port`` of 127.0.0.1, on a free port of 127.0.0.1."""
        relay = cls(hosts, https_port)
        relay._thread.start()
        return relay

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hosts: Container[str], https_port: int) -> None:
        self.hosts = hosts
        self.https_port = https_port
        super().__init__(("127.0.0.1", 0), _Tunnel)


class _Tunnel(BaseHTTPRequestHandler):
    server: _Server

    def do_CONNECT(self) -> None:
        if self.path.partition(":")[0] not in self.server.hosts:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        with socket.create_connection(("127.0.0.1", self.server.https_port)) as site:
            self.send_response(HTTPStatus.OK)
            self.end_headers()
            back = Thread(target=_copy, args=(site, self.connection), daemon=True)
            back.start()
            _copy(self.connection, site)
            back.join()
        self.close_connection = True

    def do_GET(self) -> None:
        """Plain http to a host of ours goes on as https, as on the real sites."""
        target = urlsplit(self.path)
        if target.hostname not in self.server.hosts:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target._replace(scheme="https").geturl())
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65536):
            sink.sendall(chunk)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
