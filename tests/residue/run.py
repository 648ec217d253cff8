"""``make residue``: measures every way of leaving in both browsers, and writes the table.

Progress goes to stderr. ``--browser`` and ``--leaving`` measure a part anew and keep the rest.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.residue import results, traces_doc
from tests.residue.measure import BROWSERS, listing_companion, measure, served
from tests.residue.scenario import KEPT, WAYS


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make residue", description=__doc__)
    parser.add_argument("--browser", choices=sorted(BROWSERS), action="append")
    parser.add_argument("--leaving", choices=list(WAYS), action="append")
    parser.add_argument("--out", type=Path, default=results.FILE)
    chosen = parser.parse_args(arguments)
    with (
        served() as sites,
        listing_companion() as companion,
        listing_companion(keeps_storage=True) as keeping,
        tempfile.TemporaryDirectory(prefix="packages-") as folder,
    ):
        extensions = companion.build(Path(folder, "ever"))
        with_storage = keeping.build(Path(folder, "kept"))
        for browser in chosen.browser or sorted(BROWSERS):
            for leaving in chosen.leaving or WAYS:
                began = time.monotonic()
                built = with_storage if leaving == KEPT else extensions
                run = measure(browser, leaving, sites, built[browser])
                results.keep(run, chosen.out)
                counts = ", ".join(
                    f"{moment}: {sum(f.moment == moment for f in run.findings)}"
                    for moment in run.looks
                )
                seconds = time.monotonic() - began
                print(f"{browser}, {leaving}: {counts} ({seconds:.0f} s)", file=sys.stderr)
                for note in run.notes:
                    print(f"  {note}", file=sys.stderr, flush=True)
    if chosen.out == results.FILE:
        traces_doc.write_measured()
    return 0


if __name__ == "__main__":
    sys.exit(main())
