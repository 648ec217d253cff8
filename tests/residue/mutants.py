"""``python -m tests.residue.mutants``: takes one module after the other out of the extension and
looks whether the search then reports more than with it. A module that nobody misses is listed too.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from build_ext import SOURCE
from companion.trust import read_trust
from tests.browser.support.companion import FOLDERS, Companion
from tests.browser.support.sites import Sites
from tests.residue import traces_doc
from tests.residue.measure import BROWSERS, listing_companion, measure, served
from tests.residue.results import MUTANTS, load_mutants
from tests.residue.scenario import ESCAPE
from tools.packaging.contents import package_contents
from tools.packaging.output import write_folder
from tools.packaging.worker import join_worker

IMPORT = re.compile(r'^import \{ (\w+) \} from "(\./(?!together)[\w-]+\.js)";$', re.MULTILINE)
ERASES_NOTHING = (
    'const {name} = () => ({{ kind: "{name}", scope: "url", eraseNow: async () => false,'
    " erase: async () => ({{ removed: 0, remaining: 0 }}) }});"
)
WITHOUT = {
    "noStore": (
        'import { noStore } from "../traces/no-store.js";',
        "const noStore = () => () => ({});",
    ),
    "clearSiteData": ("await stored.ask(", "void ("),
}
"""Modules beside the ledger that ``background/hardened.js`` wires: what stands there, and what
stands there without them.
"""

STORING = {"cookies", "siteStorage", "clearSiteData"}
"""Missed only where there is something to erase: where the site keeps its storage."""


def mutants(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name of the missing module and a copy of the sources without it, one after the other."""
    for match in IMPORT.finditer((SOURCE / "traces/ledger.js").read_text()):
        name = match[1]
        copy = _copy(folder / name)
        for file in (copy / "traces/ledger.js", copy / "background/hardened.js"):
            file.write_text(_without(name, file.read_text()))
        yield name, copy
    for name, (with_it, without) in WITHOUT.items():
        copy = _copy(folder / name)
        wiring = copy / "background/hardened.js"
        text = wiring.read_text()
        assert with_it in text
        wiring.write_text(text.replace(with_it, without))
        yield name, copy


def _without(name: str, text: str) -> str:
    """``text`` of a module, with one that erases nothing where it imports the trace ``name``."""
    imports = re.compile(rf'^import \{{ {name} \}} from ".+";$', re.MULTILINE)
    return imports.sub(ERASES_NOTHING.format(name=name), text)


def _copy(to: Path) -> Path:
    shutil.copytree(SOURCE, to)
    return to


def _built(companion: Companion, browser: str, source: Path, out: Path) -> Path:
    """The package of ``source``, unpacked in ``out``, with the companion's list."""
    contents = package_contents(
        source,
        FOLDERS[browser],
        read_trust(companion.home, now=datetime.now(UTC)),
        worker=join_worker(source),
        repository_url=companion.url,
        name=None,
        release=False,
    )
    write_folder(contents, out)
    return out


def _named(browser: str, sites: Sites, extension: Path) -> set[tuple[str, str, str]]:
    """Moment, store and kind of word of everything found around an escape; live rows apart."""
    run = measure(browser, ESCAPE, sites, extension, quick=True)
    return {
        (f.moment, f.store, fact)
        for f in run.findings
        for fact in (*f.kinds, *(f"live {kind}" for kind in f.live))
    }


def _missed(
    browser: str, sites: Sites, companion: Companion, folder: Path, names: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    """Each missing module of ``names``, and the stores that name more without it: in two runs of
    two, and in none of at least three with it, for what a journal or an open browser's session file
    holds comes and goes.
    """
    extension = _built(companion, browser, SOURCE, folder / "whole")
    whole: set[tuple[str, str, str]] = set()
    for name, source in mutants(folder / "sources"):
        if name not in names:
            continue
        whole = whole or _named(browser, sites, extension) | _named(browser, sites, extension)
        mutant = _built(companion, browser, source, folder / name)
        more = _named(browser, sites, mutant) - whole
        if more:
            more &= _named(browser, sites, mutant)
        if more:
            whole |= _named(browser, sites, extension)
            more -= whole
        yield name, sorted({store for _, store, _ in more})


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", choices=sorted(BROWSERS), action="append")
    parser.add_argument("--module", action="append", help="all when left out")
    chosen = parser.parse_args(arguments)
    missed = load_mutants()
    with (
        served() as sites,
        listing_companion() as companion,
        listing_companion(keeps_storage=True) as keeping,
        tempfile.TemporaryDirectory(prefix="mutants-") as folder,
    ):
        all_names = [name for name, _ in mutants(Path(folder, "names"))]
        names = set(chosen.module or all_names)
        for browser in chosen.browser or sorted(BROWSERS):
            for lister, part in ((companion, names - STORING), (keeping, names & STORING)):
                place = Path(tempfile.mkdtemp(dir=folder))
                for name, stores in _missed(browser, sites, lister, place, part):
                    missed.setdefault(browser, {})[name] = stores
                    found = ", ".join(stores) or "nothing more"
                    print(f"{browser} without {name}: {found}", file=sys.stderr, flush=True)
    MUTANTS.write_text(json.dumps(missed, indent=1, sort_keys=True) + "\n")
    traces_doc.write_measured()
    return 0


if __name__ == "__main__":
    sys.exit(main())
