"""Where the browsers and their drivers are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

CANDIDATES = {
    # the browser itself before its distribution's start script, which adds switches of its own
    "CHROMIUM": ("/usr/lib/chromium/chromium", "chromium", "google-chrome"),
    "CHROMEDRIVER": ("/usr/bin/chromedriver", "chromedriver"),
    "FIREFOX": ("/usr/lib/firefox-esr/firefox-esr", "firefox-esr", "firefox"),
    "GECKODRIVER": ("geckodriver", str(Path.home() / ".cargo/bin/geckodriver")),
    "CERTUTIL": ("certutil",),
    "XVFB": ("Xvfb",),
    "XDOTOOL": ("xdotool",),
    "SETXKBMAP": ("setxkbmap",),
    "OPENBOX": ("openbox",),
    "SCROT": ("scrot",),
    "FAKETIME": ("faketime",),
}


def program(name: str) -> str:
    """The path of a program by its name in ``CANDIDATES``; an environment variable of that name
    goes first.

    Raises:
        FileNotFoundError: it is not installed; ``make setup`` installs it.
    """
    for candidate in (os.environ.get(name, ""), *CANDIDATES[name]):
        found = shutil.which(candidate) if candidate else None
        if found:
            return found
    raise FileNotFoundError(f"{name.lower()} is not installed: run `make setup`")
