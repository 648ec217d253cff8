"""The ways out that are measured against each other, each by real keys and mouse buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.escape.page import LISTED, UNLISTED
from tests.browser.support.screen import Screen

Focus = Literal["page", "frame"]
FOCUS: Final[dict[Focus, tuple[int, int]]] = {"page": (60, 700), "frame": (660, 700)}
STILL_SECONDS: Final = 0.2
"""So long nothing has been drawn before a press."""
LINK, BUTTON = (60, 350), (60, 177)

OURS, GOVUK, QUICK = "Sidestep", "GOV.UK Exit this page", "quick-exit link"
COMMAND_KEYS = {"chromium": ("Alt_L", "q"), "firefox": ("F9",)}


def nothing(_: Screen) -> None:
    """One press is all it takes."""


def shift_twice(screen: Screen) -> None:
    """Each when the screen is still: one that is lost would make the third the second."""
    for _ in range(2):
        screen.wait_still(STILL_SECONDS)
        screen.press("Shift_L")


def pointing(spot: tuple[int, int]) -> Callable[[Screen], None]:
    def point(screen: Screen) -> None:
        screen.point(*spot)

    return point


@dataclass(frozen=True)
class Way:
    """``prepare`` is not measured; ``press`` gives the moment of the press that leaves."""

    who: str
    host: str
    press: Callable[[Screen], float]
    prepare: Callable[[Screen], None] = nothing


def ours() -> Way:
    return Way(OURS, LISTED, lambda screen: screen.press("Escape"))


def command(browser: str) -> Way:
    return Way(OURS, LISTED, lambda screen: screen.press(*COMMAND_KEYS[browser]))


def peers(focus: Focus) -> list[Way]:
    """The peers. With the focus in a frame of another origin GOV.UK's page hears no key: there its
    button is pressed, as it is on a telephone.
    """
    third = Way(GOVUK, UNLISTED, lambda screen: screen.press("Shift_L"), shift_twice)
    button = Way(GOVUK, UNLISTED, Screen.click, pointing(BUTTON))
    link = Way(QUICK, UNLISTED, Screen.click, pointing(LINK))
    return [third if focus == "page" else button, link]
