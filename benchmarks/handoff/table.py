"""What was measured of the hand-off, as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.escape.samples import Kept
from benchmarks.escape.words import versions
from benchmarks.handoff.delay import OURS, PEER
from benchmarks.handoff.figures import difference, p95
from benchmarks.handoff.loads import BESIDE_EMPTY, EMPTY, WITH, WITHOUT
from benchmarks.handoff.stage import BROWSERS
from benchmarks.handoff.words import CAME, DELAYS, INTRO, LOADED, NOTES, TITLE
from benchmarks.report import Report, Row, Value, middle

COLUMNS = [f"{name}, {what}" for name in ("Chromium", "Firefox") for what in ("median", "p95")]

Samples = dict[str, list[dict[str, float | None]]]
ByBrowser = dict[str, list[float]]


@dataclass(frozen=True)
class Taken:
    """All samples, and the names of the parts in which they were taken."""

    kept: Kept
    delays: Mapping[int, str]
    loads: Sequence[str]

    def of(self, parts: Sequence[str], who: str, what: str) -> ByBrowser:
        """The samples of all ``parts``, by browser."""
        found: ByBrowser = {}
        for browser in BROWSERS:
            some = [self.kept.values(f"{browser}/{part}", who, what) or [] for part in parts]
            found[browser] = [value for values in some for value in values if value is not None]
        return found


def report(taken: Taken) -> Report:
    """Write down what was measured."""
    result = Report(TITLE, INTRO, COLUMNS, notes=[*NOTES, _counts(taken), versions()], packages=())
    for size, part in taken.delays.items():
        for what, (words, peers_what) in DELAYS.items():
            ours = taken.of([part], OURS, what)
            peers = taken.of([part], PEER, peers_what)
            if any(ours.values()):
                rows = ((OURS, _ranks(ours)), (PEER, _ranks(peers)))
                result.add(f"{size:,} entries: {words}", *rows)
                result.rows.append(Row("", "added by Sidestep", _added(ours, peers)))
    if any(taken.of(taken.loads, WITH, "ms").values()):
        _add_loads(result, taken)
    return result


def _counts(taken: Taken) -> str:
    """How many clicks and loads there are of each browser: parts can be measured alone."""
    clicks = [(f"{size:,} entries", [part], OURS, "tab") for size, part in taken.delays.items()]
    kinds = [*clicks, ("loads of the unlisted page", taken.loads, WITH, "ms")]
    counts = []
    for words, parts, who, what in kinds:
        each = taken.of(parts, who, what).items()
        counts.append(f"{words}: " + ", ".join(f"{name} {len(some)}" for name, some in each))
    return f"**Turns taken.** {'; '.join(counts)}."


def _add_loads(result: Report, taken: Taken) -> None:
    for what, words in LOADED.items():
        each = {who: taken.of(taken.loads, who, what) for who in (WITH, WITHOUT, EMPTY)}
        rows = [(who, _ranks(values)) for who, values in each.items()]
        result.add(words, *rows)
        beside = taken.of(taken.loads, WITH, what + BESIDE_EMPTY)
        for ours, other in ((each[WITH], WITHOUT), (beside, EMPTY)):
            values = [_difference(ours[name], each[other][name]) for name in BROWSERS]
            result.rows.append(Row("", f"more than {other}, %", _spaced(values)))
    for which, what, words in CAME:
        found = taken.of(taken.loads, which, what)
        values = [max(found[name], default=None) for name in BROWSERS]
        result.rows.append(Row(words, OURS, _spaced(values)))


def _ranks(values: ByBrowser) -> list[Value]:
    """The columns: median and 95th percentile of each browser."""
    columns: list[Value] = []
    for some in values.values():
        columns += [middle(some), p95(some)] if some else [None, None]
    return columns


def _added(ours: ByBrowser, peers: ByBrowser) -> list[Value]:
    both = zip(_ranks(ours), _ranks(peers), strict=True)
    return [_minus(our, peer) for our, peer in both]


def _minus(our: Value, peer: Value) -> Value:
    return our - peer if isinstance(our, float) and isinstance(peer, float) else None


def _difference(ours: list[float], theirs: list[float]) -> Value:
    found = difference(ours, theirs)
    return None if found is None else str(found)


def _spaced(values: list[Value]) -> list[Value]:
    """Put values that are no percentile into the columns of the medians."""
    return [column for value in values for column in (value, None)]
