"""A companion's data directory for development, made by the companion's own commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from companion.config import CONSOLE_VARIABLE, HOME_VARIABLE, Config
from companion.entries.store import verified_hosts

STARTER_LIST = Path(__file__).parents[1] / "companion/starter_list.csv"

DEMO_ENTRIES: dict[str, Sequence[str]] = {
    "helpline.test": (
        "--name=Harbour Line",
        "--category=domestic-abuse",
        "--evidence=https://helpline.test/",
        "--country=GB",
        "--language=en",
    ),
    "police.test": (
        "--path=/advice/stalking",
        "--name=Northmoor Police",
        "--category=police",
        "--evidence=https://police.test/advice/stalking/",
        "--country=GB",
        "--language=en",
    ),
}
"""What the demo sites protect: the whole helpline, and a few pages of the police site."""


def sidestep_command() -> Path:
    """The console script beside the Python that runs this."""
    return Path(sys.executable).with_name("sidestep")


def sidestep(home: Path, *arguments: str, console: str = "") -> str:
    """Run the ``sidestep`` command on ``home`` and return what it wrote to stdout.

    Args:
        console: where people reach the console; empty for the default.

    Raises:
        subprocess.CalledProcessError: the command refused; its reason has gone to stderr.
    """
    done = subprocess.run(
        [sidestep_command(), *arguments],
        env={**os.environ, HOME_VARIABLE: str(home), CONSOLE_VARIABLE: console},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def way_in(home: Path, port: int) -> str:
    """Return where the console of ``home`` is opened: the first time, by a link that works once."""
    console = f"http://localhost:{port}"
    if sidestep(home, "person", "list"):
        return f"{console}/"
    roles = [f"--role={role}" for role in ("editor", "reviewer", "operator")]
    said = sidestep(home, "person", "add", "you", *roles, console=console)
    return f"{said.rpartition(chr(9))[2].strip()} (this link works once)"


def prepare(home: Path, *, starter_list: Path | None = STARTER_LIST) -> Path:
    """Make ``home`` a development home that has published the demo entries; keep what is there.

    Entries of the starter list come in as unverified and so are not published.
    """
    if not Config(home).database.exists():
        home.mkdir(parents=True, exist_ok=True)
        sidestep(home, "init", "--development")
        if starter_list is not None and starter_list.exists():
            sidestep(home, "entry", "import", str(starter_list))
    present = verified_hosts(Config(home).database)
    for host, details in DEMO_ENTRIES.items():
        if host not in present:
            sidestep(home, "entry", "add", host, *details)
    sidestep(home, "publish")
    return home
