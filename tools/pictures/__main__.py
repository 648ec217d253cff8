"""Take every page's picture, in both browsers, both themes, English and two made-up languages.

``python -m tools.pictures`` writes ``docs/screenshots/BROWSER-PAGE-LANGUAGE-THEME.png``;
``python -m tools.pictures one-key`` writes the README's ``docs/images/one-key.png``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import build_ext
from demo.hosts import DEMO_HOSTS
from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox
from tests.browser.support.pages_look import THEMES, Look, picture, show_as, size
from tests.browser.support.pages_open import PAGES, open_page
from tests.browser.support.pages_pseudo import LANGUAGES, pseudo
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tools.development_home import prepare
from tools.pictures.console import take_site_pages
from tools.pictures.console_story import take_console
from tools.pictures.one_key import take_one_key
from tools.pictures.small_png import top_of, write_small

ROOT = Path(__file__).parents[2]
WHAT = ("pages", "one-key", "console", "all")
SCREENSHOTS = ROOT / "docs/screenshots"
ONE_KEY = ROOT / "docs/images/one-key.png"
BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox}
PACKAGES = {"chromium": "chrome", "firefox": "firefox"}
SIZE = (1000, 800)
"""Of the window, in pixels; the pictures are as long as the page."""

TOPS = ("chromium-welcome-en-light", "chromium-help-en-light")
"""Pictures whose upper part the README shows."""

TOP_HEIGHT = 820

POPUP_WIDTH = 323
HEIGHT = "return document.body.offsetHeight"


class BuildError(Exception):
    """The packages could not be built."""


@contextmanager
def packages() -> Iterator[Path]:
    """Both packages, unpacked, with the list of a fresh development home, for the block."""
    folder = Path(tempfile.mkdtemp(prefix="pictures-"))
    home = prepare(folder / "home", starter_list=None)
    if build_ext.main(["all", "--home", str(home), "--out", str(folder / "built")]):
        raise BuildError
    yield folder / "built"
    shutil.rmtree(folder)


@contextmanager
def browser_named(name: str, sites: Sites) -> Iterator[Browser]:
    """A browser with a fresh profile, not yet started, for the block."""
    place = Place(Path(tempfile.mkdtemp(prefix=f"{name}-")))
    with BROWSERS[name](place, sites) as browser:
        yield browser
    shutil.rmtree(place.root)


def take_pages(browser: Browser, extension: Path, language: str, out: Path) -> None:
    """Every page of ``extension`` in both themes."""
    browser.start(extension, observer=False)
    for page in PAGES:
        shown = SIZE
        if page == "popup":  # as large as its words, as the browser opens it
            with size(browser, POPUP_WIDTH, SIZE[1]):
                open_page(browser, extension, page)
                shown = (POPUP_WIDTH, int(browser.script(HEIGHT)))
        with size(browser, *shown):
            open_page(browser, extension, page)
            for theme in THEMES:
                show_as(browser, Look(theme))
                file = out / f"{browser.name}-{page}-{language}-{theme}.png"
                shot = picture(browser)
                write_small(shot, file)
                print(file)
                if file.stem in TOPS:
                    write_small(top_of(shot, TOP_HEIGHT), ROOT / "docs/images" / f"{page}.png")
    browser.quit()


def take_screenshots(built: Path, names: Sequence[str], languages: Sequence[str]) -> None:
    """All pictures of the pages, for these browsers and languages."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with Sites.start(DEMO_HOSTS) as sites:
        for name in names:
            for language in languages:
                copy = built.with_name(f"{name}-{language}")
                extension = pseudo(built / PACKAGES[name], language, copy)
                with browser_named(name, sites) as browser:
                    take_pages(browser, extension, language, SCREENSHOTS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures that are asked for."""
    line = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    line.add_argument(
        "what", nargs="?", choices=("pages", "one-key", "console", "all"), default="all"
    )
    line.add_argument("--browser", choices=BROWSERS, action="append")
    line.add_argument("--language", choices=LANGUAGES, action="append")
    options = line.parse_args(arguments)
    if options.what in ("console", "all"):
        with Sites.start(DEMO_HOSTS) as sites, browser_named("chromium", sites) as browser:
            take_console(browser, SCREENSHOTS / "console")
        with Sites.start(DEMO_HOSTS) as sites, browser_named("chromium", sites) as browser:
            take_site_pages(browser, SCREENSHOTS / "console")
    if options.what == "console":
        return 0
    with packages() as built:
        if options.what in ("pages", "all"):
            take_screenshots(
                built, options.browser or list(BROWSERS), options.language or LANGUAGES
            )
        if options.what in ("one-key", "all"):
            with Sites.start(DEMO_HOSTS) as sites, browser_named("chromium", sites) as browser:
                take_one_key(browser, built / "chrome", ONE_KEY)
    return 0


if __name__ == "__main__":
    sys.exit(main())
