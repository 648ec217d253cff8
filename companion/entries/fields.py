"""What is acceptable as a name, category and the like, and its normal form."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

from companion.entries.models import CATEGORIES, KEEP, SearchTerm, State
from companion.errors import FieldError

MAX_NAME: Final = 200
MAX_EVIDENCE: Final = 2_000
MAX_TERM: Final = 100
MAX_CONTACT: Final = 200
MAX_REASON: Final = 500
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TELEPHONE = re.compile(r"\+[0-9][0-9 ()/.-]*")
_FORMULA = ("=", "+", "-", "@")
"""A spreadsheet runs a cell that begins so, and exported lists are opened in spreadsheets."""


def normalise_name(text: str) -> str:
    name = _line("name", text, MAX_NAME)
    if name.startswith(_FORMULA):
        raise FieldError(f"name {text!r} begins with {name[0]}, which a spreadsheet would run")
    return name


def normalise_category(text: str) -> str:
    category = text.strip().lower()
    if not category:
        raise FieldError("category is missing; it is one of " + ", ".join(CATEGORIES))
    if category not in CATEGORIES:
        raise FieldError(f"category {text!r} is unknown; it is one of " + ", ".join(CATEGORIES))
    return category


def normalise_country(text: str) -> str:
    country = text.strip().upper()
    if country and not _COUNTRY.fullmatch(country):
        raise FieldError(f"country {text!r} is not a code of two letters such as GB (ISO 3166-1)")
    return country


def normalise_language(text: str, *, required: bool = False) -> str:
    language = text.strip().lower()
    if not language and not required:
        return ""
    if not _LANGUAGE.fullmatch(language):
        raise FieldError(
            f"language {text!r} is not a code of two or three letters such as en (ISO 639)"
        )
    return language


def normalise_evidence(text: str) -> str:
    """Return the address where a reviewer sees that the site is what the entry says."""
    evidence = _line("evidence", text, MAX_EVIDENCE)
    try:
        parts = urlsplit(evidence)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
        has_user = "@" in parts.netloc
    except ValueError:
        is_web = has_user = False
    if not is_web or has_user or any(character.isspace() for character in evidence):
        raise FieldError(
            f"evidence {text!r} is not a web address such as https://example.org/about"
        )
    return evidence


def normalise_contact(text: str) -> str:
    """Return how the organisation can be reached: a mail address, a telephone number, a page."""
    if not text.strip():
        return ""
    contact = _line("contact", text, MAX_CONTACT)
    if contact.startswith(_FORMULA) and not _TELEPHONE.fullmatch(contact):
        raise FieldError(
            f"contact {text!r} begins with {contact[0]}, which a spreadsheet would run"
        )
    return contact


def normalise_storage(text: str) -> str:
    storage = text.strip().lower()
    if storage not in ("", KEEP):
        raise FieldError(f"storage {text!r} is unknown; leave it empty or write {KEEP}")
    return storage


def normalise_reason(text: str) -> str:
    """Return why somebody wants a site removed."""
    return _line("reason", text, MAX_REASON)


def state_from_file(text: str) -> State:
    """Return the state that a file may give an entry: a reviewer says "verified", not a file."""
    state = text.strip().lower()
    if state in ("", State.UNVERIFIED):
        return State.UNVERIFIED
    if state == State.VERIFIED:
        raise FieldError("state 'verified' is for a reviewer to give, not for a file")
    if state == State.REMOVED:
        raise FieldError("state 'removed' cannot be imported; leave the line out")
    raise FieldError(f"state {text!r} is unknown; leave it empty or write unverified")


def normalise_search_term(term: str, language: str) -> SearchTerm:
    """Return the term in lower case, spaces single, and its language."""
    words = _line("search term", term, MAX_TERM)
    return SearchTerm(words.lower(), normalise_language(language, required=True))


def _line(field: str, text: str, limit: int) -> str:
    """Return ``text`` in one line and one Unicode form, or say what is wrong with it."""
    line = re.sub(" {2,}", " ", unicodedata.normalize("NFC", text)).strip(" ")
    if not line:
        raise FieldError(f"{field} is missing")
    if len(line) > limit:
        raise FieldError(f"{field} {line[:40]!r}… is longer than {limit} characters")
    hidden = next((sign for sign in line if unicodedata.category(sign)[0] == "C"), None)
    if hidden is not None:
        raise FieldError(
            f"{field} {text!r} has a control or invisible character (U+{ord(hidden):04X})"
        )
    return line
