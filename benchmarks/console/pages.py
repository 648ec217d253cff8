"""How long the server works on a list page at the largest list, without a network between."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.list.entries import entries
from benchmarks.list.home import new_home
from benchmarks.options import Options
from companion.accounts.models import Role
from companion.config import Config
from companion.entries.models import CATEGORIES, MAX_ENTRIES, Entry, State
from companion.entries.store import open_store
from tests.companion.console import Console, Visitor

PAGES: Final = {
    "first page": "/",
    "last page": "/?page={last}",
    "sorted by name, last first": "/?sort=-name",
    "sorted by when it was added": "/?sort=-added",
    "two words": "/?q=helpline+77",
    "a word that nothing has": "/?q=xyzzy",
    "country, language, category, state": "/?country=DE&language=de&category=police&state=verified",
    "waiting for a removal": "/?waiting=removal",
    "one site with its past": "/sites/{host}",
    "would it be protected": "/protected?url=https://{host}/advice/x",
    "what is said while one types": "/sites/advice?host=new-{host}&paths=/a",
    "checks": "/checks",
}


def varied(count: int) -> list[Entry]:
    """Return entries of many countries, languages, categories and states."""
    chance = random.Random(3)
    return [
        replace(
            entry,
            country=chance.choice(["GB", "DE", "FR", "IE", "US"]),
            language=chance.choice(["en", "de", "fr"]),
            category=chance.choice(CATEGORIES),
            state=chance.choice([State.VERIFIED, State.UNVERIFIED]),
        )
        for entry in entries(count)
    ]


def page_times(options: Options) -> dict[str, list[float]]:
    """Return milliseconds for each page, every page in turn, on SQLite."""
    count = 300 if options.quick else MAX_ENTRIES
    home = new_home(Path(options.folder, "pages"))
    config = Config(home.path)
    store = open_store(config.place)
    listed = varied(count)
    with store.transaction() as inside:
        inside.add(listed)
    home.sidestep("publish")
    visitor = Console(config, store).sign_in("edi", Role.EDITOR)
    names = {"last": str(count // 100), "host": listed[count // 2].host}
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(options.runs(20)):
        for name, address in PAGES.items():
            times[name].append(_milliseconds(visitor, address.format(**names)))
    store.close()
    return times


def _milliseconds(visitor: Visitor, address: str) -> float:
    started = time.perf_counter()
    answer = visitor.get(address)
    took = 1000 * (time.perf_counter() - started)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return took
