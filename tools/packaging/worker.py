"""The worker in one file: a browser that wakes it reads one module instead of more than a hundred.

``rollup`` joins them, in the version that ``package.json`` pins; what it leaves as it is says
``join.js``. See ADR 25.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.packaging.manifest import BACKGROUND
from tools.packaging.pinned import ROOT, NotSetUpError, pinned

JOINER = "rollup"
SCRIPT = Path(__file__).with_name("join.js")
HEAD = """\
// Joined by the build from the modules of extension/ that are named below, each as it is there
// apart from its imports and exports. docs/adr/0025-worker-in-one-file.md
"""


class JoinError(Exception):
    """The modules do not make one file: one is missing, or imports what it must not."""


@dataclass(frozen=True)
class Worker:
    """``modules`` are the paths of those in ``code``; no page imports ``only_here`` of them."""

    code: bytes
    modules: frozenset[str]
    only_here: frozenset[str]


def join_worker(source: Path, root: Path = ROOT) -> Worker:
    """Join ``BACKGROUND`` and all that it imports below ``source``.

    Raises:
        JoinError: see there.
        NotSetUpError: what joins is not there.
    """
    pinned(JOINER, root)
    command = [_node(), str(SCRIPT), str(source.resolve()), BACKGROUND]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise JoinError(f"{source / BACKGROUND} and its modules are not joined:\n{done.stderr}")
    answer = json.loads(done.stdout)
    modules = frozenset(answer["modules"])
    return Worker(
        code=(HEAD + "\n" + answer["code"]).encode(),
        modules=modules,
        only_here=modules - set(answer["alsoOfPages"]),
    )


def _node() -> str:
    # where there was none, `make setup` has put it beside the Python that runs this
    places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    node = shutil.which("node", path=places)
    if node is None:
        raise NotSetUpError("there is no Node to join the worker with: run `make setup`")
    return node
