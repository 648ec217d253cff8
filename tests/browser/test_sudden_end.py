"""The power fails at any moment of a visit or of what follows: after the next start a person
finds nothing.

Three seeded moments here; `make soak` takes twenty (``SUDDEN_ENDS``).
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from pathlib import Path
from threading import Timer

import pytest
from selenium.common.exceptions import WebDriverException
from urllib3.exceptions import HTTPError
from websocket import WebSocketException

from tests.browser.support.browser import Browser
from tests.browser.support.desk import Desk
from tests.browser.support.leaving import leave, names_helpline
from tests.browser.support.pages import HELPLINE
from tests.browser.support.visits import visit_helpline
from tests.browser.support.waiting import until

SOME = 3
LONGEST_SECONDS = 7.0
"""A visit takes two to three seconds here, leaving and both passes of the sweep four."""
SETTLED_SECONDS = 15.0
CUT_OFF = (WebDriverException, WebSocketException, HTTPError, OSError, IndexError)
"""What the drivers of a browser that is gone say."""


def moments() -> list[tuple[str, float]]:
    """A browser's name and the seconds after which it ends: the same ones each time, over the visit
    and the sweep.
    """
    chance = random.Random("sudden ends")
    count = int(os.environ.get("SUDDEN_ENDS", SOME))
    part = LONGEST_SECONDS / count
    return [
        (("chromium", "firefox")[at % 2], round(0.2 + part * (at + chance.random()), 2))
        for at in range(count)
    ]


@pytest.fixture
def browser_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("browser_name", "after"), moments(), indirect=["browser_name"])
def test_after_a_sudden_end_and_a_start_a_person_finds_nothing(
    browser: Browser, extension: Path, after: float
) -> None:
    browser.start(extension)
    Desk(browser, extension)
    browser.driver.switch_to.new_window("tab")

    end = Timer(after, browser.cut_off)
    end.start()
    with contextlib.suppress(*CUT_OFF):
        visit_helpline(browser)
        leave(browser)
        while end.is_alive():
            time.sleep(0.05)
    end.join()
    browser.kill()

    browser.restart()
    until(lambda: findable(browser) == [], "a person finds nothing", SETTLED_SECONDS)


def findable(browser: Browser) -> list[str]:
    """What still names the helpline in the lists that a browser shows."""
    shown = [tab.url for tab in browser.tabs()]
    shown += [url for tab in browser.tabs() for url in browser.back_list(tab.handle)]
    shown += browser.observer.history()
    shown += browser.observer.recently_closed()
    cookies = [f"cookie {name}" for name in browser.observer.cookies(HELPLINE)]
    return [url for url in shown if names_helpline(url)] + cookies
