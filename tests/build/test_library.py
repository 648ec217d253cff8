"""The library that ships is the one that is pinned, whole, with its licence."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.packaging.library import LICENSE, NAME, SCRIPT, library_files
from tools.packaging.pinned import ROOT, NotSetUpError

ASKS = """
globalThis.sidestepMemory = {};
require(process.argv[1]);
process.stdout.write(JSON.stringify(Object.keys(globalThis.sidestepMemory.library)));
"""


def test_its_modules_are_in_one_script_that_a_page_can_run(tmp_path: Path) -> None:
    files = library_files()
    script = tmp_path / "library.js"
    script.write_bytes(files[SCRIPT])
    done = subprocess.run(
        ["node", "-e", ASKS, str(script)], capture_output=True, text=True, check=True
    )
    modules = json.loads(done.stdout)
    assert "FDBFactory.js" in modules
    assert "lib/scheduling.js" not in modules, "tasks are queued our way"
    assert b"Apache License" in files[LICENSE]


def test_another_version_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    shutil.copy(ROOT / "package.json", tmp_path)
    with pytest.raises(NotSetUpError, match="make setup"):
        library_files(tmp_path)
    folder = tmp_path / "node_modules" / NAME
    folder.mkdir(parents=True)
    (folder / "package.json").write_text('{"version": "0.0.1"}')
    with pytest.raises(NotSetUpError, match=r"is 0\.0\.1, not"):
        library_files(tmp_path)
