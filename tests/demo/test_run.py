"""``make run`` on a machine without a screen: everything is served, and Ctrl-C ends all of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

PROJECT = Path(__file__).parents[2]
END_DEADLINE_SECONDS = 20


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def demo(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    screenless = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(
        [sys.executable, "-m", "tools.run_demo"],
        cwd=PROJECT,
        env={**screenless, "SIDESTEP_HOME": str(home), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        yield running
        running.kill()


def said_until(running: subprocess.Popen[str], words: str) -> str:
    """What ``running`` has said up to the line with ``words``, or all of it if it ends before."""
    assert running.stdout is not None
    said = ""
    for line in running.stdout:
        said += line
        if words in line:
            break
    return said


def test_everything_is_served_until_the_interrupt(
    demo: subprocess.Popen[str], home: Path, port: int
) -> None:
    said = said_until(demo, "Press Ctrl-C")
    assert "helpline.test" in said, said
    assert f"http://localhost:{port}/invitation/" in said, said
    assert (home / "packages/chrome/trust/list.gz").exists()
    list_url = f"http://127.0.0.1:{port}/repository/metadata/timestamp.json"
    with urlopen(list_url, timeout=5) as answer:
        assert answer.status == 200

    demo.send_signal(signal.SIGINT)
    assert demo.wait(END_DEADLINE_SECONDS) == 0
    with pytest.raises(URLError, match="refused"):
        urlopen(list_url, timeout=5)


def test_a_port_that_is_taken_is_said(demo: subprocess.Popen[str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        said = said_until(demo, "PORT=8001")
        assert f"could not serve on port {port}" in said
        assert demo.wait(END_DEADLINE_SECONDS) == 1
