"""A Chromium profile with a large history, of which a part names listed sites."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.list.entries import ADDED, addresses, entries
from benchmarks.list.home import filled_home
from benchmarks.node import ROOT
from companion.entries.models import Entry, State
from tests.browser.support.chromium import Chromium
from tests.browser.support.lived_in import write_chromium
from tests.browser.support.pages import HELPLINE
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites

DAYS = 80
"""Chromium itself forgets rows after 90 days."""
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Scale:
    """How many listed sites there are, rows in the history, and rows of listed sites among them."""

    sites: int
    rows: int
    listed: int


@dataclass(frozen=True)
class Prepared:
    """``hosts`` are all that are listed; ``profile`` is to be copied, not used."""

    hosts: list[str]
    profile: Path
    extension: Path


def prepare(scale: Scale, folder: Path, sites: Sites) -> Prepared:
    """Make a list, an extension with it, and a profile in which it was never installed."""
    listed = [_helpline(), *entries(scale.sites - 1)]
    home = filled_home(folder / "list", listed)
    command = [sys.executable, str(ROOT / "build_ext.py"), "chrome", "--home", str(home.path)]
    subprocess.run([*command, "--out", str(folder / "built")], check=True, capture_output=True)
    place = Place(folder / "profile")
    with Chromium(place, sites) as browser:
        browser.start(observer=False)
        browser.quit()
    hits = addresses(listed[1:], scale.listed)["hit"]
    misses = (f"https://www.shop-{n % 997}.test/item/{n}" for n in range(scale.rows - scale.listed))
    step = scale.rows // scale.listed
    urls = list(misses)
    for number, url in enumerate(hits):
        urls.insert(number * step, url)
    now = int(time.time())
    span = DAYS * DAY_SECONDS
    timed = [(url, now - 600 - at * span // len(urls)) for at, url in enumerate(urls)]
    write_chromium(place.profile, timed, [], [])
    return Prepared([entry.host for entry in listed], place.root, folder / "built" / "chrome")


def copied(prepared: Prepared, folder: Path) -> Place:
    """A copy of the profile for one measurement."""
    shutil.copytree(prepared.profile, folder, symlinks=True)
    return Place(folder)


def _helpline() -> Entry:
    return Entry(
        host=HELPLINE,
        paths=(),
        subdomains=True,
        name="Helpline",
        category="other",
        country="GB",
        language="en",
        evidence=f"https://{HELPLINE}/",
        state=State.VERIFIED,
        added_at=ADDED,
    )
