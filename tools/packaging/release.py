"""What must hold before a package may be given to people."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from companion.trust import Trust

LEAST_THRESHOLD = 2
LEAST_LIFE = timedelta(days=30)
"""A store's review takes days, and people install weeks later: the list must still be good then."""

CHANGERS = ("root", "targets")
"""The roles that can change the list or the keys; the other two only say what is current."""


def refusals(trust: Trust, repository_url: str, *, now: datetime) -> list[str]:
    """Why this must not be released, one sentence each; empty if it may."""
    reasons = []
    if urlsplit(repository_url).scheme != "https":
        reasons.append(f"the repository's address is not https: {repository_url}")
    if trust.development:
        reasons.append("the root is a development root: its keys lie unprotected on one machine")
    for role in CHANGERS:
        if trust.thresholds[role] < LEAST_THRESHOLD:
            reasons.append(
                f"one person alone can sign {role}: its threshold is below {LEAST_THRESHOLD}"
            )
    if trust.unverified_hosts:
        named = ", ".join(trust.unverified_hosts)
        reasons.append(f"entries that no reviewer has looked at: {named}")
    if trust.list_expires - now < LEAST_LIFE:
        reasons.append(
            f"the list expires within {LEAST_LIFE.days} days, on {trust.list_expires:%Y-%m-%d}"
        )
    return reasons
