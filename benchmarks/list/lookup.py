"""Matcher and wake-up, in Node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.list.entries import addresses
from benchmarks.node import run_node
from benchmarks.options import Options
from benchmarks.report import middle
from companion.entries.models import Entry

OURS = "Sidestep"
AGAIN = "Sidestep, woken again"
MATCHERS = (OURS, AGAIN, "plain loop", "tldts + Set", "@ghostery/adblocker")
WAKE_UPS = (OURS, AGAIN, "JSON.parse + Set", "@ghostery/adblocker")


def matchers(listed: list[Entry], target: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """Return build (ms), heap (MB), hit, miss and path (ns) by matcher."""
    file = folder / "addresses.json"
    file.write_text(json.dumps(addresses(listed, 1000)))
    return {
        who: run_node("list/match.mjs", who, str(target), str(file), options=("--expose-gc",))
        for who in MATCHERS
    }


def wake_ups(listed: list[Entry], store: Path, options: Options) -> dict[str, dict[str, float]]:
    """Return the median ``ms`` and ``cpu`` (ms of all threads) by who wakes up; they take turns."""
    run_node("list/wake.mjs", "prepare", str(store))
    url = f"https://{next(entry.host for entry in listed if not entry.paths)}/"
    runs: dict[str, list[dict[str, float]]] = {who: [] for who in WAKE_UPS}
    for _ in range(options.runs(15)):
        for who, samples in runs.items():
            samples.append(run_node("list/wake.mjs", who, str(store), url))
    return {
        who: {kind: middle([each[kind] for each in samples]) for kind in ("ms", "cpu")}
        for who, samples in runs.items()
    }
