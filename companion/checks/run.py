"""Checks many sites: several at once, each site by one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from companion.checks.models import Finding, FindingState, Seen
from companion.checks.prober import PAUSE_S, Prober, site_of
from companion.checks.reach import Reach
from companion.checks.service import findings_after
from companion.checks.store import Findings
from companion.clock import Clock
from companion.entries.models import Entry
from companion.entries.store import Store

SITES_AT_ONCE: Final = 8

Result = tuple[Entry, list[Seen]]


def check_sites(
    store: Store,
    entries: Iterable[Entry],
    reach: Reach,
    *,
    clock: Clock,
    pause: Callable[[float], object],
) -> Iterator[tuple[Entry, list[Finding]]]:
    """Look at ``entries`` and keep what was found; yield each with what is open about it now."""
    for entry, seen in probe_all(entries, reach, pause):
        at = clock()
        with store.transaction() as inside, inside.session() as session:
            findings = Findings(session)
            after = findings_after(entry.host, findings.of(entry.host), seen, at=at)
            findings.keep(entry.host, after, at=at)
            now = [each for each in findings.of(entry.host) if each.state is FindingState.OPEN]
        yield entry, now


def probe_all(
    entries: Iterable[Entry], reach: Reach, pause: Callable[[float], object]
) -> Iterator[Result]:
    """Yield each entry with what is wrong with it. Entries of one site are never asked at once."""
    by_site: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_site[site_of(entry.host)].append(entry)

    def one_site(some: list[Entry]) -> list[Result]:
        prober = Prober(reach, pause)
        results = []
        for at, entry in enumerate(some):
            if at:
                pause(PAUSE_S)
            results.append((entry, prober.look(entry)))
        return results

    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        for results in pool.map(one_site, by_site.values()):
            yield from results
