"""Why a store still names the visit, in words for ``docs/traces.md``: kept in ``reasons.json``.

What was measured comes from the runs; a reason never hides a row.
"""

from __future__ import annotations

import json
from pathlib import Path

_TEXTS: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("reasons.json").read_text())

MODULES = _TEXTS["modules"]
"""Kind of the ledger → how it erases."""


def reason_for(browser: str, store: str) -> str:
    """Why ``store`` may stay; says so where nobody has found out yet."""
    return _TEXTS[browser].get(store, "**Not explained yet.**")


def has_reason(browser: str, store: str) -> bool:
    return store in _TEXTS[browser]
