"""What Firefox compiles at a profile's first start: made once in a run of the tests and put into
each new profile, for it costs two seconds of a processor. It is the browser's own code, as every
profile that is in use has it, and holds nothing of an extension.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "startupCache"
OF_EXTENSIONS = "webext*"
WHOSE = "compatibility.ini"
"""Firefox throws the folder away where this does not name the browser that starts."""


class CompiledCode:
    """Of this machine's Firefox, once somebody has asked for it."""

    def __init__(self) -> None:
        self._made: Path | None = None

    def put_into(self, profile: Path, use_once: Callable[[Path], None]) -> None:
        """Nothing happens where ``profile`` has been used. ``use_once`` starts and quits a browser,
        and puts what that left into the folder that it is given.
        """
        if (profile / WHOSE).exists():
            return
        if self._made is None:
            folder = Path(tempfile.mkdtemp(prefix="compiled-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            use_once(folder)
            self._made = folder
        take(self._made, profile)


def take(source: Path, target: Path) -> None:
    """From one profile, or folder of what was compiled, to another."""
    leave = shutil.ignore_patterns(OF_EXTENSIONS)
    shutil.copytree(source / FOLDER, target / FOLDER, ignore=leave)
    shutil.copy(source / WHOSE, target)
