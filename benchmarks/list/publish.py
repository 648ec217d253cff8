"""Publishing: from a file of sites to a signed list, by the commands that a person runs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.list.home import Home, new_home
from benchmarks.node import ROOT
from benchmarks.options import Options
from benchmarks.report import middle
from companion.entries.models import Entry


def seconds(
    home: Home, listed: list[Entry], target: Path, folder: Path, options: Options
) -> dict[str, float]:
    """Return the median seconds by command; ``home`` has published ``listed`` already."""
    imported = new_home(folder / "imported")
    file = imported.write_csv(listed)
    taken = {"import": imported.sidestep("entry", "import", str(file))}
    taken["renew"] = middle([home.sidestep("publish") for _ in range(options.runs(3))])
    taken["publish"] = middle([_changed(home, each) for each in listed[: options.runs(3)]])
    taken["bare"] = middle([_bare(target, folder / "bare") for _ in range(options.runs(3))])
    return taken


def _changed(home: Home, gone: Entry) -> float:
    """Publish a list that has changed by one site: a full one cannot grow."""
    home.sidestep("entry", "remove", gone.host)
    return home.sidestep("publish")


def _bare(target: Path, folder: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.list.bare_publish", str(target), str(folder)]
    subprocess.run(command, check=True, cwd=ROOT)
    return time.perf_counter() - started
