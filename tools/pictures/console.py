"""Pictures of the console's pages about the list, in both themes, and 320 pixels wide."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.console_pages import console_in
from tests.browser.support.pages_look import THEMES, Look, picture, show_as, size
from tests.companion.support import Home
from tools.pictures.small_png import top_of, write_small

WIDE, NARROW = (1100, 800), (320, 800)
IN_THE_STORY = {
    *("own-account", "own-passkey", "own-password", "all-people", "new-person", "somebody"),
    *("release-list", "release-new", "release-open", "release-past"),
    *("new-link", "new-codes", "sign-in-page", "welcome"),
}
"""Pages whose pictures are taken while people use them."""

TALLEST = 1_400
"""Of a picture, in pixels: a list of a hundred lines shows nothing new below."""


def take_site_pages(browser: Browser, out: Path) -> None:
    """Every page about the list in both themes, and narrow, into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="console-") as folder:
        home = Home(Path(folder, "home"))
        home.sidestep("init", "--development")
        browser.start(observer=False)
        with console_in(home, browser) as pages:
            for name in pages.names:
                if name in IN_THE_STORY:
                    continue
                pages.show(name)
                with size(browser, *WIDE):
                    for theme in THEMES:
                        show_as(browser, Look(theme))
                        _write(picture(browser), out / f"{name}-{theme}.png")
                with size(browser, *NARROW):
                    show_as(browser, Look())
                    _write(picture(browser), out / f"{name}-narrow.png")
        browser.quit()


def _write(png: bytes, file: Path) -> None:
    write_small(top_of(png, TALLEST), file)
