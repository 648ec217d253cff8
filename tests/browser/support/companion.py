"""A companion with a home of its own, driven by the project's own commands, and extensions built
from it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from socket import create_server

from tests.browser.support.processes import ProcessFamily
from tests.browser.support.programs import program
from tests.browser.support.waiting import until

ROOT = Path(__file__).parents[3]
COMMAND = Path(sys.executable).with_name("sidestep")
FOLDERS = {"chromium": "chrome", "firefox": "firefox"}


class CommandError(Exception):
    """A command of the project failed; the text is what it said."""


class Companion:
    """A companion in ``folder``; ``url`` is its repository's, on a port of its own.

    For development, unless there is a home in ``folder`` already.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        with create_server(("127.0.0.1", 0)) as probe:
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}/repository"
        self.console = f"http://localhost:{self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        if not self.home.exists():
            self.run("init", "--development")

    def run(self, *arguments: str) -> str:
        """Run ``sidestep`` with this home; gives what it wrote to stdout.

        Raises:
            CommandError: it ended with another code than 0.
        """
        return _run([str(COMMAND), *arguments], self._environment())

    def run_at(self, date: str, *arguments: str) -> str:
        """Run ``sidestep`` as if it were ``date`` (``2026-01-31``)."""
        return _run([program("FAKETIME"), date, str(COMMAND), *arguments], self._environment())

    def add(
        self, host: str, *paths: str, category: str = "domestic-abuse", keeps_storage: bool = False
    ) -> None:
        """Add a site, whole or with these path prefixes; it is protected after ``publish``."""
        prefixes = [word for path in paths for word in ("--path", path)]
        facts = ["--name", host, "--category", category, "--evidence", f"https://{host}/"]
        storage = ["--storage", "keep"] if keeps_storage else []
        self.run("entry", "add", host, *prefixes, *facts, *storage)

    def publish(self) -> None:
        self.run("publish")

    def serve(self) -> None:
        """Serve the repository until ``close``."""
        log = (self._folder / "serve.log").open("ab")
        self._server = subprocess.Popen(
            [str(COMMAND), "serve", "--port", str(self.port)],
            env=self._environment(),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        until(self._is_up, f"the repository answers at {self.url}")

    def build(self, out: Path) -> dict[str, Path]:
        """Build both extensions into ``out``; gives the unpacked folder of each browser."""
        command = [sys.executable, str(ROOT / "build_ext.py"), "all", "--home", str(self.home)]
        _run([*command, "--repository-url", self.url, "--out", str(out)], self._environment())
        return {browser: out / folder for browser, folder in FOLDERS.items()}

    def stop(self) -> None:
        """The repository's server goes away."""
        server, self._server = self._server, None
        if server is not None:
            ProcessFamily(server.pid).kill()
            server.wait()

    close = stop

    def _is_up(self) -> bool:
        server = self._server
        if server is None or server.poll() is not None:
            raise CommandError(f"serve ended: {(self._folder / 'serve.log').read_text()}")
        try:
            with urllib.request.urlopen(f"{self.url}/metadata/timestamp.json", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError):
            return False

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "SIDESTEP_HOME": str(self.home),
            "SIDESTEP_CONSOLE_URL": self.console,
        }


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    if done.returncode != 0:
        raise CommandError(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return done.stdout
