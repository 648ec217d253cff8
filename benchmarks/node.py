"""Runs the JavaScript halves of the benchmarks."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
PEERS: Final = ("tuf-js", "tldts", "@ghostery/adblocker")


def run_node(script: str, *arguments: str, options: tuple[str, ...] = ()) -> Any:
    """Run ``benchmarks/<script>`` and return the JSON that it prints.

    Raises:
        subprocess.CalledProcessError: it failed; what it said is on stderr.
    """
    command = ["node", *options, str(ROOT / "benchmarks" / script), *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
    return json.loads(done.stdout)


def node_versions(packages: Sequence[str] = PEERS) -> dict[str, str]:
    node = subprocess.run(["node", "--version"], check=True, stdout=subprocess.PIPE, text=True)
    versions = {"Node": node.stdout.strip().removeprefix("v")}
    for name in packages:
        manifest = ROOT / "node_modules" / name / "package.json"
        versions[name] = json.loads(manifest.read_text())["version"]
    return versions
