"""What every benchmark is given."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """``folder`` is empty and removed afterwards; ``quick`` asks for few and small runs."""

    folder: Path
    quick: bool = False
    browser: bool = True

    def runs(self, count: int) -> int:
        return 2 if self.quick else count

    def say(self, what: str) -> None:
        """Say on stderr what is measured now: a whole run takes minutes."""
        sys.stderr.write(f"{what}\n")
