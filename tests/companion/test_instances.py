"""Two instances of one companion on PostgreSQL, and many people at work."""

from __future__ import annotations

import contextlib
from pathlib import Path

from companion.entries.store import open_store
from tests.companion import editors
from tests.companion.postgres import Cluster
from tests.companion.support import Home, serving

EDITS = 160
"""The benchmark of the console does 2,000."""


def test_eight_editors_at_two_instances_lose_nothing_and_are_told_of_every_conflict(
    postgres: Cluster, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home", postgres.empty())
    assert home.sidestep("init", "--development").code == 0
    store = open_store(home.config.place)
    with contextlib.closing(store):
        cookies = editors.prepare(home.config, store)
        with serving(home) as one, serving(home) as other:
            origins = [one.console, other.console]
            outcome = editors.work(origins, cookies, edits=EDITS, seed=7)

        editors.require_nothing_lost(store, outcome)
    assert outcome.accepted == EDITS
    assert outcome.conflicts > 0, "nobody was in anybody's way: this shows nothing"
    assert home.sidestep("audit", "verify").code == 0
