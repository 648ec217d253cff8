"""What a person is told about an entry while they write it: what is refused, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from companion.entries.hosts import normalise_host
from companion.entries.lookalikes import as_shown, look_alikes, mixed_scripts
from companion.entries.models import Entry, Proposal
from companion.entries.never_list import is_mixed_site
from companion.entries.paths import comparable, normalise_path
from companion.entries.service import Rules
from companion.errors import InputError

_BY_PATH: Final = frozenset({"police", "legal-help"})
"""Categories whose sites are mixed as a rule (docs/listing-policy.md)."""


class Weight(StrEnum):
    """``REFUSED`` cannot be kept. ``LOOK`` is for the person to judge. ``FINE`` says so."""

    REFUSED = "refused"
    LOOK = "look"
    FINE = "fine"


@dataclass(frozen=True)
class Advice:
    """One remark. ``host`` is the entry that it is about, where it is about another one."""

    weight: Weight
    text: str
    host: str = ""


def advise(
    proposal: Proposal,
    rules: Rules,
    *,
    around: Sequence[Entry],
    hosts: Iterable[str],
    own: str = "",
) -> list[Advice]:
    """Return what there is to say about host and paths, the gravest first.

    Args:
        proposal: as far as it is written; empty fields are not missed yet.
        around: entries of the host, of names above and below it. hosts: all that are listed.
        own: the host whose entry is being edited.
    """
    try:
        host = normalise_host(proposal.host, development=rules.development)
        paths = sorted({normalise_path(path) for path in proposal.paths})
    except InputError as error:
        return [Advice(Weight.REFUSED, str(error))]
    said: list[Advice] = []
    if is_mixed_site(host) and not paths:
        said.append(Advice(Weight.REFUSED, "a site for everything: list its pages by path"))
    for other in around:
        said += _about_neighbour(host, tuple(paths), other, own)
    said += _overlaps(paths)
    said += _look_alikes(host, hosts, own)
    said += _by_policy(host, proposal)
    if not said:
        said.append(Advice(Weight.FINE, f"{as_shown(host)} can be listed"))
    order = list(Weight)
    return sorted(said, key=lambda each: order.index(each.weight))


def _about_neighbour(host: str, paths: tuple[str, ...], other: Entry, own: str) -> Iterable[Advice]:
    if other.host == own:
        return
    if other.host == host:
        yield Advice(Weight.REFUSED, "it is on the list already", other.host)
    elif host.endswith(f".{other.host}") and other.subdomains:
        if not other.paths:
            yield Advice(Weight.LOOK, f"{other.host} covers it already, all of it", other.host)
        elif paths and all(_is_below(path, other.paths) for path in paths):
            yield Advice(Weight.LOOK, f"{other.host} covers these paths already", other.host)
        else:
            where = " ".join(other.paths)
            yield Advice(Weight.LOOK, f"{other.host} covers {where} of it already", other.host)
    elif other.host.endswith(f".{host}"):
        yield Advice(Weight.LOOK, f"{other.host}, a part of it, is an entry already", other.host)


def _is_below(path: str, prefixes: Iterable[str]) -> bool:
    return any(comparable(path).startswith(comparable(each)) for each in prefixes)


def _overlaps(paths: Sequence[str]) -> Iterable[Advice]:
    for path in paths:
        wider = next((each for each in paths if each != path and _is_below(path, [each])), None)
        if wider is not None:
            yield Advice(Weight.LOOK, f"{path} lies below {wider} and adds nothing")


def _look_alikes(host: str, hosts: Iterable[str], own: str) -> Iterable[Advice]:
    mixed = mixed_scripts(host)
    if mixed is not None:
        yield Advice(Weight.LOOK, f"{mixed} mixes letters of several scripts: a look-alike?")
    for other in look_alikes(host, hosts):
        if other != own:
            yield Advice(Weight.LOOK, f"it could be taken for {as_shown(other)}", other)


def _by_policy(host: str, proposal: Proposal) -> Iterable[Advice]:
    if proposal.category in _BY_PATH and not any(path.strip() for path in proposal.paths):
        yield Advice(
            Weight.LOOK, f"{proposal.category} sites are mixed as a rule: list the sensitive pages"
        )
    if host.startswith("www.") and not proposal.exact_host:
        bare = host.removeprefix("www.")
        yield Advice(Weight.LOOK, f"{bare} covers {host} too, unless it is a public suffix")
    if proposal.evidence.startswith("http:"):
        yield Advice(Weight.LOOK, "evidence should be a page over https")
