"""The list over HTTP: nginx with the example file's rules, beside the fallback, in turns."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from benchmarks.list.entries import entries
from benchmarks.list.home import Home, filled_home
from benchmarks.options import Options
from companion.entries.models import MAX_ENTRIES
from tests.companion.test_behind_a_proxy import free_port, wait_for

OURS: Final = "sidestep serve"
NGINX: Final = "nginx"
CLIENTS: Final = 8
SECONDS: Final = 3.0

_CONFIGURATION: Final = """\
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes auto;
{user}
events {{ worker_connections 512; }}
http {{
  access_log off; server_tokens off; keepalive_requests 1000000; sendfile on;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port};
    location /repository/ {{
      alias {repository}/; default_type application/json;
      gzip_static on; gzip on; gzip_types application/json; gzip_vary on;
    }}
  }}
}}
"""


def rates(options: Options) -> dict[str, dict[str, float]]:
    """Return requests per second: who → which file → figure.

    Without nginx it has no row; without wrk, which asks, nothing is measured.
    """
    if shutil.which("wrk") is None:
        options.say("wrk is not installed: requests per second are not measured")
        return {}
    count = 100 if options.quick else MAX_ENTRIES
    home = filled_home(Path(options.folder, "wire"), entries(count))
    seconds = 0.3 if options.quick else SECONDS
    repository = home.path / "repository"
    largest = max((repository / "targets").rglob("*.json"), key=lambda path: path.stat().st_size)
    files = {
        "timestamp": "/repository/metadata/timestamp.json",
        "list": f"/repository/{largest.relative_to(repository)}",
    }
    measured: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        url = stack.enter_context(home.serving())
        origins = {OURS: url.removesuffix("/repository")}
        if shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
            origins[NGINX] = stack.enter_context(_nginx(home, Path(options.folder, "nginx")))
        for who, origin in origins.items():
            measured[who] = {name: _rate(origin, path, seconds) for name, path in files.items()}
    return measured


class _nginx:  # noqa: N801 - a context manager, named like a function
    """nginx on loopback for the repository of ``home``; yields its origin."""

    def __init__(self, home: Home, folder: Path) -> None:
        folder.mkdir()
        self._port = free_port()
        text = _CONFIGURATION.format(
            folder=folder,
            port=self._port,
            repository=(home.path / "repository").absolute(),
            user="user root;" if os.geteuid() == 0 else "",
        )
        self._file = folder / "nginx.conf"
        self._file.write_text(text, encoding="utf-8")

    def __enter__(self) -> str:
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program is not None
        self._process = subprocess.Popen([program, "-c", str(self._file)])
        wait_for(self._port, self._process)
        return f"http://127.0.0.1:{self._port}"

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


def _rate(origin: str, path: str, seconds: float) -> float:
    """Ask over kept connections, and count whole answers."""
    command = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{max(1, round(seconds))}s"]
    command += ["-H", "Accept-Encoding: gzip", f"{origin}{path}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "Non-2xx" not in done.stdout, done.stdout
    found = re.search(r"Requests/sec: +([0-9.]+)", done.stdout)
    assert found is not None, done.stdout
    return float(found[1])
