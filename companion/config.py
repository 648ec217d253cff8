"""Where a companion keeps its data."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = "var"
HOME_VARIABLE = "SIDESTEP_HOME"


@dataclass(frozen=True)
class Config:
    """The data directory of one companion, and the fixed names inside it."""

    home: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Config:
        """Read ``$SIDESTEP_HOME``; unset or empty means ``var`` below the current directory."""
        return cls(Path(environment.get(HOME_VARIABLE) or DEFAULT_HOME))

    @property
    def database(self) -> Path:
        return self.home / "sidestep.db"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def next_keys(self) -> Path:
        """Online keys that the next root brings."""
        return self.keys / "next"

    @property
    def holders(self) -> Path:
        """Public halves of the people's keys, by name."""
        return self.keys / "holders"

    @property
    def pending_root(self) -> Path:
        """The next root, with the signatures that it has so far."""
        return self.home / "pending-root.json"

    @property
    def handover(self) -> Path:
        """What is to be carried to the holders of keys."""
        return self.home / "handover"

    @property
    def repository(self) -> Path:
        return self.home / "repository"

    @property
    def publish_lock(self) -> Path:
        return self.home / "publish.lock"
