"""The list's benchmark: every figure at each size, ours first, each peer below it."""

from __future__ import annotations

import gzip
from typing import Any

from benchmarks.list import client, lookup, publish
from benchmarks.list.entries import entries
from benchmarks.list.home import Home, filled_home
from benchmarks.list.words import INTRO, NOTES
from benchmarks.options import Options
from benchmarks.report import Report, Value
from companion.publishing.target import list_target

SIZES = (1_000, 10_000, 20_000)
BEYOND = 100_000
"""Five times what is supported: bytes only."""

OURS = "Sidestep"
Figures = dict[int, dict[str, Any]]


def measure(options: Options) -> Report:
    sizes = (100,) if options.quick else SIZES
    figures: Figures = {size: _at(size, options) for size in sizes}
    columns = [f"{size:,}" for size in (*sizes, BEYOND)]
    report = Report("The list: cost at each size", INTRO, columns, notes=list(NOTES))
    _client(report, figures)
    _bytes(report, sizes, figures)
    _matcher(report, figures)
    _waking(report, figures)
    _publishing(report, figures)
    return report


def _at(size: int, options: Options) -> dict[str, Any]:
    folder = options.folder / str(size)
    listed = entries(size)
    home: Home = filled_home(folder, listed)
    target, store = folder / "list.json", folder / "store.json"
    target.write_bytes(list_target(listed, []))

    def say(what: str) -> None:
        options.say(f"{size:,} entries: {what}")

    say("refresh")
    figures: dict[str, Any] = {"refresh": client.refreshes(home, folder / "clients", options)}
    figures["wire"] = client.wire(home, store)
    say("matcher")
    figures["matcher"] = lookup.matchers(listed, target, folder)
    say("wake-up")
    figures["wake"] = lookup.wake_ups(listed, store, options)
    if options.browser:
        say("wake-up in Chromium")
        figures["browser"] = _in_browser(home, size, options)
    say("publish")
    figures["publish"] = publish.seconds(home, listed, target, folder, options)
    return figures


def _in_browser(home: Home, size: int, options: Options) -> dict[str, float]:
    from benchmarks.list.in_browser import wake_ups  # drivers only where they are asked for

    return wake_ups(home, size, options)


def _series(figures: Figures, *path: str) -> list[Value]:
    """Return one figure at each size; beyond the supported sizes it was not measured."""
    values: list[Value] = [None] * (len(figures) + 1)
    for place, at in enumerate(figures.values()):
        found: Any = at
        for name in path:
            found = found[name]
        values[place] = found
    return values


def _client(report: Report, figures: Figures) -> None:
    names = {"cold": "First refresh, verified, list on disk (ms)", "warm": "Unchanged refresh (ms)"}
    for kind, name in names.items():
        rows = [
            (who, _series(figures, "refresh", kind, who))
            for who in (client.OURS, *client.PEERS, client.WHOLE)
        ]
        report.add(name, *rows, digits=1)


def _bytes(report: Report, sizes: tuple[int, ...], figures: Figures) -> None:
    lists = [(list_target(listed, []), _hosts(listed)) for listed in map(entries, (*sizes, BEYOND))]
    for name, pack in (("List, plain (KB)", bytes), ("List, gzip (KB)", _packed)):
        ours = [len(pack(target)) / 1000 for target, _ in lists]
        peer = [len(pack(hosts)) / 1000 for _, hosts in lists]
        report.add(name, (OURS, ours), ("hosts alone, one a line", peer), digits=1)
    for kind, name in (("full", "Check that brings it"), ("unchanged", "Unchanged check")):
        report.add(
            f"{name}, bodies (bytes)",
            (OURS, _series(figures, "wire", kind, "bodies")),
            ("with all headers of HTTP/1.1", _series(figures, "wire", kind, "all")),
        )


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _hosts(listed: list[Any]) -> bytes:
    return "\n".join(entry.host for entry in listed).encode()


def _matcher(report: Report, figures: Figures) -> None:
    names = {
        "hit": ("URL on the list (ns)", 0),
        "miss": ("URL not on it (ns)", 0),
        "path": ("URL below a host with paths (ns)", 0),
        "build": ("List read and indexed (ms)", 1),
        "heap": ("Memory of the index (MB)", 2),
    }
    for kind, (name, digits) in names.items():
        rows = [(who, _series(figures, "matcher", who, kind)) for who in lookup.MATCHERS]
        report.add(name, *rows, digits=digits)


def _waking(report: Report, figures: Figures) -> None:
    for kind, name in (("ms", "time"), ("cpu", "processor time")):
        rows = [(who, _series(figures, "wake", who, kind)) for who in lookup.WAKE_UPS]
        report.add(f"Wake-up in Node until the list is ready, {name} (ms)", *rows, digits=1)
    if all("browser" in at for at in figures.values()):
        report.add(
            "Wake-up in Chromium, worker killed (ms)",
            ("Sidestep, woken again", _series(figures, "browser", "again")),
            ("the first time in a session", _series(figures, "browser", "first")),
            ("the same before the first daily check", _series(figures, "browser", "unchecked")),
            ("the same question to a running worker", _series(figures, "browser", "awake")),
            digits=1,
        )


def _publishing(report: Report, figures: Figures) -> None:
    report.add(
        "Publish a changed list (s)",
        ("sidestep publish", _series(figures, "publish", "publish")),
        ("sidestep publish, unchanged", _series(figures, "publish", "renew")),
        ("sidestep entry import", _series(figures, "publish", "import")),
        ("python-tuf signs and writes the same", _series(figures, "publish", "bare")),
        digits=2,
    )
