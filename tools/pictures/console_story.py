"""Pictures of the console's pages, taken while several people publish a site with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.support.browser import Browser
from tests.browser.support.companion import Companion
from tests.browser.support.console import ConsoleTab
from tests.browser.support.console_story import tell
from tests.browser.support.pages_look import THEMES, Look, picture, show_as, size
from tests.companion.coalition import Coalition
from tools.pictures.small_png import write_small

SIZE = (1080, 720)


def take_console(browser: Browser, out: Path) -> None:
    """Every page in both themes, into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    browser.start(observer=False)

    def look(page: str) -> None:
        with size(browser, *SIZE):
            for theme in THEMES:
                show_as(browser, Look(theme))
                file = out / f"{page}-{theme}.png"
                write_small(picture(browser), file)
                print(file)

    with tempfile.TemporaryDirectory(prefix="console-") as folder:
        coalition = Coalition(Path(folder, "coalition"))
        coalition.ceremony()
        coalition.add_site("help.org.uk")
        coalition.release()
        companion = Companion(coalition.folder)
        companion.serve()
        try:
            tell(ConsoleTab(browser, companion.console), coalition, companion, look)
        finally:
            companion.close()
    browser.quit()
