"""Reads docs/operating.md and does what it says, on machines that are folders."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.companion.support import Home, serving

PROJECT = Path(__file__).parents[2]
RUNBOOK = PROJECT / "docs/operating.md"
SERVICE = "service"

_BLOCK = re.compile(r"^```sh on=(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(##+) (.*)$", re.MULTILINE)

_SIDESTEP = """#!{python}
import datetime, os, sys
sys.path.insert(0, {project!r})
import companion.clock as clock
today = clock.utc_now
clock.utc_now = lambda: today() + datetime.timedelta(days=float(os.environ["DAYS"]))
from companion.cli import main
sys.exit(main())
"""


@dataclass(frozen=True)
class Block:
    """Commands of one person, on one machine."""

    machine: str
    commands: str


def chapters() -> dict[str, list[Block]]:
    """The blocks to run below each heading of the runbook; for a drill, its own only."""
    text = RUNBOOK.read_text("utf-8")
    headings = list(_HEADING.finditer(text))
    ends = [each.start() for each in headings[1:]] + [len(text)]
    return {
        heading[2]: [Block(*found) for found in _BLOCK.findall(text[heading.end() : end])]
        for heading, end in zip(headings, ends, strict=True)
    }


@dataclass
class Machines:
    """The service and the holders' computers, each a folder below ``folder``.

    ``days`` is what their clocks are off by: a ceremony of last year has a root of last year.
    """

    folder: Path
    days: float = 0
    passphrases: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        return Home(self.folder / SERVICE / "home")

    def copy_to(self, folder: Path, *, days: float) -> Machines:
        shutil.copytree(self.folder, folder)
        return Machines(folder, days, dict(self.passphrases))

    def prepare(self) -> None:
        """Put the command, and the places that the runbook speaks of, in their place."""
        for name in ("handover", "backups", "bin"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        command = self.folder / "bin/sidestep"
        command.write_text(_SIDESTEP.format(python=sys.executable, project=str(PROJECT)))
        command.chmod(command.stat().st_mode | stat.S_IXUSR)

    def run(self, blocks: list[Block]) -> str:
        """Run the blocks one after the other and return all that was printed."""
        return "".join(self._run(block) for block in blocks)

    def _run(self, block: Block) -> str:
        if "$LIST_URL" in block.commands:
            with serving(self.home) as server:
                return self._shell(block, server.repository)
        return self._shell(block, "")

    def _shell(self, block: Block, list_url: str) -> str:
        place = self.folder / block.machine
        place.mkdir(exist_ok=True)
        environment = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(place),
            "HANDOVER": str(self.folder / "handover"),
            "BACKUPS": str(self.folder / "backups"),
            "LIST_URL": list_url,
            "DAYS": str(self.days),
        }
        if block.machine == SERVICE:
            environment["SIDESTEP_HOME"] = str(self.home.path)
        done = subprocess.run(
            ["bash", "-euc", block.commands],
            cwd=place,
            env=environment,
            input=f"yes\n{self._passphrase(block)}\n",
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{block.machine}$ {block.commands}\n{said}"
        made = re.findall(r"^passphrase\t(.*)\nprivate\t(.*)\.pem$", done.stdout, re.MULTILINE)
        self.passphrases |= {name: phrase for phrase, name in made}
        return said

    def _passphrase(self, block: Block) -> str:
        key = re.search(r"--key (\S+)\.pem", block.commands)
        return self.passphrases[key[1]] if key else ""
