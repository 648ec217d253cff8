"""Client: cold and warm refresh, and bytes on the wire."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.list.home import Home
from benchmarks.node import ROOT, run_node
from benchmarks.options import Options
from benchmarks.report import middle

OURS = "Sidestep"
WHOLE = "Sidestep, whole check"
PEERS = ("tuf-js", "python-tuf")
ROUNDS = 3

Samples = dict[str, dict[str, float]]


def refreshes(home: Home, folder: Path, options: Options) -> Samples:
    """Return the median milliseconds by ``cold`` or ``warm`` and by client.

    The clients take turns, so that a busy minute of the machine hits all of them.
    """
    samples: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with home.serving() as url:
        for turn in range(1 if options.quick else ROUNDS):
            for who in (OURS, *PEERS, WHOLE):
                place = folder / f"{who}-{turn}"
                measured = _run(who, url, home, place, str(options.runs(10)))
                for kind, values in measured.items():
                    samples[kind][who] += values
    return {kind: {who: middle(all_) for who, all_ in by.items()} for kind, by in samples.items()}


def wire(home: Home, store: Path) -> dict[str, dict[str, int]]:
    """Return bytes of ``bodies`` and of ``all`` by ``full`` or ``unchanged``.

    ``store`` becomes what the extension keeps.
    """
    with home.serving() as url:
        counted: dict[str, dict[str, int]] = run_node(
            "list/wire.mjs", url, str(home.bundled), str(store)
        )
    return counted


def _run(who: str, url: str, home: Home, place: Path, runs: str) -> Any:
    arguments = (url, str(home.bundled), str(place), runs)
    if who != "python-tuf":
        return run_node("list/refresh.mjs", who, *arguments)
    command = [sys.executable, "-m", "benchmarks.list.refresh_ngclient", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return json.loads(done.stdout)
