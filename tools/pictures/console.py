"""Take every page of the console's picture, in both themes, wide and narrow.

``python -m tools.pictures.console`` writes ``docs/screenshots/console/PAGE-THEME.png``, and
``PAGE-narrow.png`` for 320 pixels.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.browser.support.chromium import Chromium
from tests.browser.support.console_pages import console_in
from tests.browser.support.pages_look import THEMES, Look, picture, show_as, size
from tests.browser.support.place import Place
from tests.browser.support.sites import Sites
from tests.companion.support import Home
from tools.pictures.small_png import top_of, write_small

SCREENSHOTS = Path(__file__).parents[2] / "docs/screenshots/console"
WIDE, NARROW = (1100, 800), (320, 800)
TALLEST = 1_400
"""Of a picture, in pixels: a list of a hundred lines shows nothing new below."""


def main() -> int:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="console-"))
    home = Home(folder / "home")
    home.sidestep("init", "--development")
    with Sites.start() as sites, Chromium(Place(folder / "p"), sites) as browser:
        browser.start(observer=False)
        with console_in(home, browser) as pages:
            for name in pages.names:
                pages.show(name)
                with size(browser, *WIDE):
                    for theme in THEMES:
                        show_as(browser, Look(theme))
                        _write(picture(browser), f"{name}-{theme}")
                with size(browser, *NARROW):
                    show_as(browser, Look())
                    _write(picture(browser), f"{name}-narrow")
    shutil.rmtree(folder)
    return 0


def _write(png: bytes, name: str) -> None:
    write_small(top_of(png, TALLEST), SCREENSHOTS / f"{name}.png")


if __name__ == "__main__":
    raise SystemExit(main())
