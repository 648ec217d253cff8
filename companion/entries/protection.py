"""Says whether an address is protected, by which entry and by which rule of docs/matching.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.entries.matching import ListedSite, Matcher
from companion.entries.models import Form
from companion.entries.paths import comparable
from companion.entries.urls import WebAddress, parse_address


@dataclass(frozen=True)
class Answer:
    """``form`` is the entry that wins, None if none does; ``why`` one sentence."""

    form: Form | None
    why: str


def names_of(address: WebAddress) -> list[str]:
    """Return every host whose entry could cover ``address``, the longest first."""
    labels = address.host.removesuffix(".").split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def protection(text: str, forms: Sequence[Form]) -> Answer:
    """Say which of ``forms`` covers the address ``text``."""
    address = parse_address(text)
    if address is None:
        return Answer(None, "it is no web address, and only http and https are ever protected")
    by_host = {form.host: form for form in forms}
    found = Matcher(_listed(forms)).match(text)
    if found is not None:
        form = by_host[found.host]
        return Answer(form, _why(form, address))
    names = names_of(address)
    return Answer(None, _why_not([form for form in forms if form.host in names], address))


def _listed(forms: Iterable[Form]) -> list[ListedSite]:
    return [ListedSite(form.host, form.subdomains, form.paths or None) for form in forms]


def _why(form: Form, address: WebAddress) -> str:
    host = address.host.removesuffix(".")
    where = "the host is listed" if host == form.host else f"{form.host} covers its subdomains"
    if not form.paths:
        return f"{where}, with every page"
    path = comparable(address.path)
    prefix = max((each for each in form.paths if path.startswith(comparable(each))), key=len)
    return f"{where}, and the path begins with {prefix}"


def _why_not(near: Sequence[Form], address: WebAddress) -> str:
    host = address.host.removesuffix(".")
    for form in near:
        if form.host != host and not form.subdomains:
            return f"{form.host} is listed without its subdomains"
        return f"of {form.host} only {' '.join(form.paths)} is listed"
    return f"neither {host} nor a name above it is listed"
