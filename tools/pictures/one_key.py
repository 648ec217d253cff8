"""The README's picture: a demo support page, and where one key leads."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.display import Display
from tests.browser.support.waiting import until

PAGE = "https://helpline.test/"
DECOY = "https://weather.test/"
IS_AT_REST = "return location.href === arguments[0] && !navigation.canGoForward"
SCREEN = (1000, 720)
EMPTY_PLACE = (700, 250)
GAP = 24
SMALLER = 0.72


def take_one_key(browser: Browser, extension: Path, out: Path) -> None:
    """Press Esc on the demo helpline, on a real screen, and write both sights side by side."""
    with tempfile.TemporaryDirectory() as folder:
        display = Display(Path(folder), f"{SCREEN[0]}x{SCREEN[1]}x24")
        try:
            before, after = _sights(browser, extension, display, Path(folder))
            out.parent.mkdir(parents=True, exist_ok=True)
            side_by_side(before, after).save(out, optimize=True)
        finally:
            browser.close()
            display.close()
    print(out)


def _sights(
    browser: Browser, extension: Path, display: Display, folder: Path
) -> tuple[Image.Image, Image.Image]:
    browser.start(extension, observer=False, display=display)
    browser.driver.set_window_rect(0, 0, *SCREEN)
    desk = Desk(browser, extension)
    desk.choose("decoyUrl", DECOY)
    desk.choose("decoy", "own")
    browser.open_tab(PAGE)
    browser.driver.switch_to.window(desk.handle)
    browser.driver.close()
    browser.drive_front()
    display.wait_focused("Harbour Line")
    display.click(*EMPTY_PLACE)  # the keys go to the page, as when one has read a while
    before = until(lambda: _still(display, folder), "the page stands still")
    display.key("Escape")
    until(lambda: browser.front().url == DECOY, "the decoy is in front")
    browser.drive_front()
    until(lambda: browser.script("return document.readyState") == "complete", "it is loaded")
    display.wait_focused("weather")
    after = until(lambda: _at_rest(browser, display, folder), "the page is at rest")
    return before, after


def _at_rest(browser: Browser, display: Display, folder: Path) -> Image.Image | None:
    """The session log is written anew in this tab: for a moment its address ends in ``#``."""
    return _still(display, folder) if browser.script(IS_AT_REST, DECOY) else None


def _still(display: Display, folder: Path) -> Image.Image | None:
    """What the screen shows, unless it is moving: tabs that open and close slide."""
    first, second = (_shot(display, folder / f"{name}.png") for name in ("first", "second"))
    return second if first.tobytes() == second.tobytes() else None


def _shot(display: Display, file: Path) -> Image.Image:
    with Image.open(display.screenshot(file)) as picture:
        picture.load()
        return picture.copy()


def side_by_side(left: Image.Image, right: Image.Image) -> Image.Image:
    """Two pictures of the same size on white, smaller."""
    size = (round(left.width * SMALLER), round(left.height * SMALLER))
    both = Image.new("RGB", (2 * size[0] + GAP, size[1]), "white")
    both.paste(left.resize(size, Image.Resampling.LANCZOS), (0, 0))
    both.paste(right.resize(size, Image.Resampling.LANCZOS), (size[0] + GAP, 0))
    return both
