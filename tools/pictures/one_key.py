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
SCREEN = (1000, 720)
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
    browser.find("input[name=decoy][value=own]")
    desk.land_on(DECOY)
    browser.open_tab(PAGE)
    browser.driver.switch_to.window(desk.handle)
    browser.driver.close()
    browser.drive_front()
    display.wait_focused("Harbour Line")
    browser.click("h1")  # the keys go to the page, as when one has read a while
    before = _shot(display, folder / "before.png")
    display.key("Escape")
    until(lambda: browser.front().url == DECOY, "the decoy is in front")
    browser.drive_front()
    until(lambda: browser.script("return document.readyState") == "complete", "it is loaded")
    display.wait_focused("weather")
    return before, _shot(display, folder / "after.png")


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
