"""Decides how long a browser stays signed in, and when a person has to prove themselves again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from companion.accounts.models import SignedIn

IDLE: Final = timedelta(hours=1)
LONGEST: Final = timedelta(hours=12)
FRESH: Final = timedelta(minutes=5)
"""So long after a proof somebody may approve a release or change people."""

_NOTED_EVERY: Final = timedelta(minutes=1)


def begin(person: str, *, id: str, browser: str, at: datetime) -> SignedIn:
    """Return what is kept of a browser in which ``person`` has just signed in."""
    return SignedIn(id, person, browser, made_at=at, seen_at=at, proved_at=at)


def is_alive(session: SignedIn, *, at: datetime) -> bool:
    """Say whether its cookie still opens anything."""
    return at - session.seen_at < IDLE and at - session.made_at < LONGEST


def is_fresh(session: SignedIn, *, at: datetime) -> bool:
    """Say whether the last proof is recent enough for what cannot be taken back."""
    return at - session.proved_at < FRESH


def seen(session: SignedIn, *, at: datetime) -> SignedIn:
    """Note that the browser is in use; a minute more or less makes no difference."""
    return replace(session, seen_at=at) if at - session.seen_at >= _NOTED_EVERY else session


def digest_of(token: str) -> str:
    """Return what is kept of a token of 256 random bits: it cannot be guessed from its digest."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def browser_named(user_agent: str) -> str:
    """Return the browser in a few words, for its owner to recognise; nothing finer is kept."""
    browsers = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome or Chromium"))
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    browser = next((name for mark, name in browsers if mark in user_agent), "")
    if not browser and "Safari/" in user_agent:
        browser = "Safari"
    system = next((each for each in systems if each in user_agent), "")
    return " on ".join(filter(None, (browser or "A browser", system.replace("Macintosh", "Mac"))))
