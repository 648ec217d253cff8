"""Measures ways of leaving, each in a fresh profile."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.companion import Companion
from tests.browser.support.firefox import Firefox
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.residue.pages import SITES
from tests.residue.scenario import WITHOUT_EXTENSION, Run
from tests.residue.words import HOST

BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}


@contextmanager
def listing_companion(*, keeps_storage: bool = False) -> Iterator[Companion]:
    """A companion that serves a list with the rich site on it; ``keeps_storage``: whose pages store
    as ever.
    """
    # short paths: Chromium opens a socket in its folder, and a socket's path holds 107 characters
    with tempfile.TemporaryDirectory(prefix="residue-") as folder:
        companion = Companion(Path(folder, "companion"))
        companion.add(HOST, keeps_storage=keeps_storage)
        companion.publish()
        companion.serve()
        try:
            yield companion
        finally:
            companion.close()


def measure(
    browser: str, leaving: str, sites: Sites, extension: Path, *, quick: bool = False
) -> Run:
    """One run of ``leaving`` in ``browser``; the profile is gone afterwards, unless
    ``KEEP_PROFILES`` is set.
    """
    place = Place(Path(tempfile.mkdtemp(prefix=f"residue-{browser}-")))
    try:
        with BROWSERS[browser](place, sites) as driven:
            run = Run(driven, None if leaving in WITHOUT_EXTENSION else extension, quick)
            run.go(leaving)
            return run
    finally:
        if not os.environ.get("KEEP_PROFILES"):
            shutil.rmtree(place.root)


def served() -> Sites:
    return Sites.start(SITES)
