"""Which hosts look like others: letters of other scripts, hyphens, another ending."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

import idna

_ALIKE = str.maketrans({"0": "o", "1": "l", "-": None})
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def skeleton(host: str) -> str:
    """Return what ``host`` looks like at a glance: two hosts with one skeleton are look-alikes.

    Letters of other scripts count as the Latin letters that they look like (Unicode's confusables,
    UTS 39, section 4), accents, hyphens and the ending do not count.
    """
    name = _name(host)
    if not name.isascii() or "xn--" in name:
        name = "".join(_latin(sign) for sign in as_shown(name))
    name = name.translate(_ALIKE)
    for pair, single in _PAIRS:
        name = name.replace(pair, single)
    return name


def look_alikes(host: str, listed: Iterable[str]) -> list[str]:
    """Return those of ``listed`` that ``host`` could be taken for; neither itself nor its kin."""
    own = skeleton(host)
    return sorted(
        other
        for other in listed
        if skeleton(other) == own
        and other != host
        and not other.endswith(f".{host}")
        and not host.endswith(f".{other}")
    )


def mixed_scripts(host: str) -> str | None:
    """Return the first label that mixes scripts as no language does; None if there is none."""
    if "xn--" not in host:
        return None
    from confusable_homoglyphs import confusables  # type: ignore[import-untyped] # 1 MB of data

    labels = as_shown(host).split(".")
    return next((label for label in labels if confusables.is_mixed_script(label)), None)


def as_shown(host: str) -> str:
    """Return ``host`` in Unicode, as a person may see it; as it is where that cannot be."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


@cache
def _name(host: str) -> str:
    """What is left of the public suffix, ``www`` apart: the part that people read."""
    from companion.entries.hosts import public_suffixes

    suffix = public_suffixes().publicsuffix(host) or host.rpartition(".")[2]
    return host.removesuffix(f".{suffix}").removeprefix("www.")


@cache
def _latin(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign)[0]
    if base.isascii():
        return base.lower()
    from confusable_homoglyphs import confusables

    alike = (each["c"] for each in confusables.confusables_data.get(base, ()))
    return next((each for each in alike if each.isascii() and each.isalnum()), base).lower()
