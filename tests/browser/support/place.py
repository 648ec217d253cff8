"""The folders of one browser: all it may write to, and nothing of the machine's own user."""

from __future__ import annotations

import os
from pathlib import Path


class Place:
    """A home of the browser's own under ``root``; it outlives restarts, ``profile`` with it.

    ``data`` holds all that the browser itself writes; the harness's own files and the driver's logs
    lie beside it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.home = self.data / "home"
        self.profile = self.data / "profile"
        self.temporary = self.data / "tmp"
        self.logs = root / "logs"
        for folder in (self.home, self.profile, self.temporary, self.logs):
            folder.mkdir(parents=True, exist_ok=True)

    def environment(self, display: str | None) -> dict[str, str]:
        """What the browser sees of the machine; ``display`` is an X display such as ``:7``."""
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "XDG_STATE_HOME": str(self.home / ".local/state"),
            "XDG_RUNTIME_DIR": str(self.temporary),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "MOZ_CRASHREPORTER_DISABLE": "1",
            "NO_AT_BRIDGE": "1",
        }
        if display is not None:
            environment["DISPLAY"] = display
        return environment
