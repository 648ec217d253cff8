"""The example files: nginx in front of gunicorn, as docs/operating.md sets them up."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from companion.accounts.models import Role
from companion.entries.store import open_store
from tests.companion.console import Console
from tests.companion.support import Home

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, "it ended"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("nobody answers")


@contextlib.contextmanager
def running(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    port = int(environment["PORT"])
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment}
        )
        try:
            wait_for(port, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def gunicorn_command(port: int) -> list[str]:
    """The command of the example, on another port."""
    unit = (EXAMPLES / "sidestep.service").read_text("utf-8")
    found = re.search(r"^ExecStart=\S+/gunicorn (.*)$", unit, re.MULTILINE)
    assert found is not None
    arguments = found[1].replace("127.0.0.1:8001", f"127.0.0.1:{port}").split()
    return [sys.executable, "-m", "gunicorn", *arguments]


def nginx_configuration(home: Home, folder: Path, console: int, port: int) -> Path:
    """The example, with the paths and ports of this test around it."""
    text = (EXAMPLES / "nginx.conf").read_text("utf-8")
    text = text.replace("127.0.0.1:8001", f"127.0.0.1:{console}")
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
    text = text.replace("/srv/sidestep/repository/", f"{home.config.repository}/")
    text = re.sub(r"/etc/ssl/\S+\.(pem|key);", rf"{folder}/server.\1;", text)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/errors; events {{}}\n"
    if os.geteuid() == 0:
        whole = "user root;\n" + whole
    path = folder / "nginx.conf"
    path.write_text(f"{whole}http {{\n{temporary}{text}\n}}\n", "utf-8")
    return path


class Client:
    """Asks over TLS under any name."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self._port, self._context = port, context

    def get(
        self, host: str, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        status, named, body = self.get_bytes(host, path, headers)
        return status, named, body.decode()

    def get_bytes(
        self, host: str, path: str, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        raw = socket.create_connection(("127.0.0.1", self._port), 10)
        connection = http.client.HTTPSConnection(host, context=self._context)
        connection.sock = self._context.wrap_socket(raw, server_hostname=host)
        with contextlib.closing(connection):
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed: the example is not run")
def test_the_example_files_serve_console_and_list_and_write_nothing_about_readers(
    home: Home, tmp_path: Path
) -> None:
    authority = trustme.CA()
    pair = authority.issue_cert("list.example.org", "console.example.org")
    for end, blobs in {"pem": pair.cert_chain_pems, "key": [pair.private_key_pem]}.items():
        (tmp_path / f"server.{end}").write_bytes(b"".join(each.bytes() for each in blobs))
    context = ssl.create_default_context()
    authority.configure_trust(context)
    console_port, port = free_port(), free_port()
    settings = home.environment | {
        "SIDESTEP_CONSOLE_URL": "https://console.example.org",
        "SIDESTEP_PROXIES": "1",
    }
    configuration = nginx_configuration(home, tmp_path, console_port, port)
    logs = tmp_path / "console.log", tmp_path / "nginx.log"
    with contextlib.closing(open_store(home.config.place)) as store:
        cookie = (
            Console(home.config, store).sign_in("edi", Role.EDITOR).client.get_cookie("sidestep")
        )
    assert cookie is not None
    assert NGINX is not None
    with (
        running(gunicorn_command(console_port), logs[0], settings | {"PORT": str(console_port)}),
        running([NGINX, "-c", str(configuration)], logs[1], {"PORT": str(port)}),
    ):
        client = Client(port, context)
        status, headers, body = client.get(
            "list.example.org", "/repository/metadata/timestamp.json"
        )
        assert (status, headers["cache-control"]) == (200, "no-cache")
        assert json.loads(body)["signed"]["_type"] == "timestamp"
        status, headers, _ = client.get("list.example.org", "/repository/metadata/1.root.json")
        assert (status, "immutable" in headers["cache-control"]) == (200, True)
        status, headers, _ = client.get("list.example.org", "/repository/metadata/2.root.json")
        assert (status, headers["cache-control"]) == (404, "no-store")
        (packed,) = home.config.repository.rglob("*.gz")
        path = f"/repository/{packed.relative_to(home.config.repository).with_suffix('')}"
        _, headers, sent = client.get_bytes(
            "list.example.org", path, {"Accept-Encoding": "gzip, br"}
        )
        assert sent == packed.read_bytes(), "the list is sent as publishing packed it"
        assert {"content-encoding": "gzip", "vary": "Accept-Encoding"}.items() <= headers.items()
        assert "immutable" in headers["cache-control"]
        _, headers, sent = client.get_bytes("list.example.org", path)
        assert (sent, "content-encoding" in headers) == (
            gzip.decompress(packed.read_bytes()),
            False,
        )
        assert client.get("list.example.org", "/")[0] == 404
        assert client.get("console.example.org", "/repository/metadata/1.root.json")[0] == 404
        status, headers, _ = client.get("console.example.org", "/")
        assert (status, headers["location"].startswith("/sign-in")) == (303, True)
        assert "max-age" in headers["strict-transport-security"]
        signed_in = {"Cookie": f"__Host-sidestep={cookie.value}"}
        status, headers, body = client.get("console.example.org", "/?q=secret-words", signed_in)
        assert (status, "<h1>Sites</h1>" in body) == (200, True)
        assert json.loads(client.get("console.example.org", "/healthz")[2])["status"] == "ok"

    written = logs[0].read_text() + logs[1].read_text()
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert {"page": "entries.index", "status": 200, "person": "edi"}.items() <= lines[-2].items()
    for unwanted in ("127.0.0.1 - ", "timestamp.json", "secret-words", cookie.value, "1.root"):
        assert unwanted not in written
    assert not (tmp_path / "errors").read_text()
