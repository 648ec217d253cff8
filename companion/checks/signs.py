"""What a page says when its domain is parked, sold or lapsed."""

from __future__ import annotations

import re
from typing import Final

_SAYINGS: Final = (
    "this domain is for sale",
    "this domain name is for sale",
    "this domain may be for sale",
    "domain is available for purchase",
    "buy this domain",
    "make an offer on this domain",
    "inquire about this domain",
    "this domain is parked",
    "parked free, courtesy of",
    "parked domain",
    "this domain has expired",
    "this domain name has expired",
    "domain registration has expired",
    "diese domain steht zum verkauf",
    "diese domain kaufen",
    "ce nom de domaine est à vendre",
    "este dominio está a la venta",
    "questo dominio è in vendita",
    "dit domein is te koop",
)
_MACHINERY: Final = (
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "hugedomains.com/domain_profile",
    "afternic.com/forsale",
    "dan.com/buy-domain",
)
_MARKUP: Final = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_LONG_PAGE_WORDS: Final = 400
"""A page with so many words of its own is no parking page, whatever it quotes."""


def parked_sign(html: str) -> str | None:
    """Return the sign that the page is one of a domain without its owner; None if there is none."""
    title = _TITLE.search(html)
    text = " ".join(_MARKUP.sub(" ", html).casefold().split())
    if title is not None:
        text = f"{' '.join(title[1].casefold().split())} {text}"
    if len(text.split()) > _LONG_PAGE_WORDS:
        return None
    saying = next((each for each in _SAYINGS if each in text), None)
    if saying is not None:
        return f"“{saying}”"
    source = html.casefold()
    machinery = next((each for each in _MACHINERY if each in source), None)
    return None if machinery is None else f"it loads {machinery}"
