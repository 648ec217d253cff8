"""The one place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    """Now, in UTC, to the second: signed metadata knows nothing finer (TUF 1.0, 4.2.1)."""
    return datetime.now(UTC).replace(microsecond=0)
