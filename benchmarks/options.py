"""What every benchmark is given."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """``folder`` is empty and removed afterwards; ``quick`` asks for few and small runs; ``part``
    for those parts only that have it in their name, where a benchmark has parts.
    """

    folder: Path
    quick: bool = False
    browser: bool = True
    part: str = ""

    def wants(self, part: str) -> bool:
        return self.part in part

    def runs(self, count: int) -> int:
        return 2 if self.quick else count

    def say(self, what: str) -> None:
        """Say on stderr what is measured now: a whole run takes minutes."""
        sys.stderr.write(f"{what}\n")
