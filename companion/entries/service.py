"""Decides what enters the list and what leaves it. Time and store are given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from companion.audit.models import Event
from companion.entries import fields
from companion.entries.hosts import normalise_host
from companion.entries.models import (
    MAX_ENTRIES,
    MAX_PATHS,
    REVIEWS_NEEDED,
    Entry,
    Form,
    NumberedProposal,
    Proposal,
    SearchTerm,
    State,
)
from companion.entries.never_list import is_mixed_site
from companion.entries.paths import normalise_path
from companion.entries.ports import EntryStore
from companion.errors import (
    BadLine,
    ConflictError,
    DuplicateError,
    HostError,
    ImportFileError,
    InputError,
    LimitError,
    NotListedError,
    OwnChangeError,
)

ADDED = "entry.add"
REMOVED = "entry.remove"


@dataclass(frozen=True)
class Rules:
    """What depends on the home: in a development home, reserved names, and adding is verifying."""

    development: bool


def check(proposal: Proposal, rules: Rules, *, state: State, at: datetime, by: str = "") -> Entry:
    """Return the entry in normal form.

    Raises:
        InputError: the first thing that is wrong with the proposal.
    """
    host = normalise_host(proposal.host, development=rules.development)
    paths = tuple(sorted({normalise_path(path) for path in proposal.paths}))
    if not paths and is_mixed_site(host):
        raise HostError(
            f"host {proposal.host!r} is a site for everything; list its sensitive pages by path"
        )
    return Entry(
        host=host,
        paths=paths,
        subdomains=not proposal.exact_host,
        name=fields.normalise_name(proposal.name),
        category=fields.normalise_category(proposal.category),
        country=fields.normalise_country(proposal.country),
        language=fields.normalise_language(proposal.language),
        evidence=fields.normalise_evidence(proposal.evidence),
        state=state,
        added_at=at,
        added_by=by,
        contact=fields.normalise_contact(proposal.contact),
        storage=fields.normalise_storage(proposal.storage),
        authors=(by,) if by else (),
    )


def add(
    store: EntryStore, proposal: Proposal, rules: Rules, *, at: datetime, by: str = ""
) -> Entry:
    """Add one entry, written ``by`` somebody: verified in a development home, else unverified.

    Raises:
        DuplicateError: the host is listed already.
        LimitError: the list is full.
        InputError: the proposal is not acceptable.
    """
    state = State.VERIFIED if rules.development else State.UNVERIFIED
    entry = check(proposal, rules, state=state, at=at, by=by)
    with store.transaction() as inside:
        _refuse_duplicate(entry, inside.find(entry.host))
        refuse_beyond_limits(inside.count(), [entry])
        inside.add([entry])
        inside.record([Event(at, by, ADDED, entry.host)])
    return entry


def remove(
    store: EntryStore, host: str, rules: Rules, *, at: datetime, by: str = "", reason: str = ""
) -> Entry:
    """Take the entry of ``host`` off the list and return it.

    Raises:
        NotListedError: it is not on the list.
        HostError: it is not a host.
    """
    with store.transaction() as inside:
        entry = listed_entry(inside, host, rules)
        inside.mark_removed(entry.host, at=at)
        inside.record([Event(at, by, REMOVED, entry.host, reason.strip())])
    return entry


def listed_entry(store: EntryStore, host: str, rules: Rules) -> Entry:
    """Return the entry of ``host``, however it is spelled.

    Raises:
        NotListedError: it is not on the list. HostError: it is not a host.
    """
    entry = store.find(normalise_host(host, development=rules.development))
    if entry is None:
        raise NotListedError(f"host {host!r} is not on the list")
    return entry


def approve(
    store: EntryStore,
    hosts: Sequence[str],
    rules: Rules,
    *,
    by: str,
    at: datetime,
    seen: Mapping[str, int] = MappingProxyType({}),
) -> list[Entry]:
    """Record that ``by`` looked at these sites and says yes to each; all of them, or none.

    With the approval of ``REVIEWS_NEEDED`` people an entry is verified. Approving twice is once.

    Args:
        seen: host → the version that ``by`` looked at, where that is known.

    Returns:
        the entries as they are now.

    Raises:
        NotListedError: one is not on the list. HostError: one is not a host.
        OwnChangeError: ``by`` wrote one of them.
        ConflictError: one is not the version that was seen.
    """
    with store.transaction() as inside:
        wanted = {each.host: each for each in (listed_entry(inside, host, rules) for host in hosts)}
        approved = []
        for entry in wanted.values():
            if entry.version != seen.get(entry.host, entry.version):
                raise ConflictError(
                    f"host {entry.host!r} was changed meanwhile (version {entry.version}):"
                    " look at what it says now"
                )
            if by in (entry.authors or (entry.added_by,)):
                raise OwnChangeError(f"{by} wrote {entry.host!r}; somebody else has to look at it")
            if by not in entry.reviewers:
                approved.append(replace(entry, reviewers=(*entry.reviewers, by)))
        inside.add_reviews((each.host for each in approved), by, at=at)
        inside.mark_verified(
            each.host for each in approved if len(each.reviewers) >= REVIEWS_NEEDED
        )
        inside.record(Event(at, by, "entry.approve", each.host) for each in approved)
        return [listed_entry(inside, host, rules) for host in wanted]


def import_all(
    store: EntryStore,
    lines: Sequence[NumberedProposal | BadLine],
    rules: Rules,
    *,
    at: datetime,
    by: str = "",
) -> list[Entry]:
    """Add all of ``lines``, or none of them.

    Raises:
        ImportFileError: with every bad line and its reason.
        LimitError: the list would be too long.
    """
    with store.transaction() as inside:
        good, bad = preview(inside, lines, rules, at=at, by=by)
        if bad:
            raise ImportFileError(f"{len(bad)} of {len(lines)} refused, nothing was imported", bad)
        refuse_beyond_limits(inside.count(), good)
        inside.add(good)
        inside.record(Event(at, by, ADDED, entry.host, "import") for entry in good)
    return good


def preview(
    store: EntryStore,
    lines: Iterable[NumberedProposal | BadLine],
    rules: Rules,
    *,
    at: datetime,
    by: str = "",
) -> tuple[list[Entry], list[BadLine]]:
    """Return what an import of ``lines`` would add, and what is wrong with which line."""
    listed = {entry.host: entry for entry in store.entries()}
    seen: dict[str, int] = {}
    good: list[Entry] = []
    bad: list[BadLine] = []
    for line in lines:
        if isinstance(line, BadLine):
            bad.append(line)
            continue
        try:
            state = fields.state_from_file(line.state)
            entry = check(line.proposal, rules, state=state, at=at, by=by)
            if entry.host in seen:
                raise DuplicateError(
                    f"host {entry.host!r} is in the file twice (at {seen[entry.host]})"
                )
            _refuse_duplicate(entry, listed.get(entry.host))
        except InputError as error:
            bad.append(BadLine(line.number, str(error)))
        else:
            seen[entry.host] = line.number
            good.append(entry)
    return good, bad


def add_search_term(
    store: EntryStore, term: str, language: str, *, at: datetime, by: str = ""
) -> SearchTerm:
    """Add a search term.

    Raises:
        DuplicateError: it is there already, in this language.
        FieldError: term or language is not acceptable.
    """
    wanted = fields.normalise_search_term(term, language)
    with store.transaction() as inside:
        if wanted in inside.search_terms():
            raise DuplicateError(
                f"search term {wanted.term!r} ({wanted.language}) is listed already"
            )
        inside.add_search_term(wanted)
        inside.record([Event(at, by, "search-term.add", wanted.subject)])
    return wanted


def remove_search_term(
    store: EntryStore, term: str, language: str, *, at: datetime, by: str = ""
) -> SearchTerm:
    """Remove a search term.

    Raises:
        NotListedError: it is not there.
        FieldError: term or language is not acceptable.
    """
    wanted = fields.normalise_search_term(term, language)
    with store.transaction() as inside:
        if wanted not in inside.search_terms():
            raise NotListedError(
                f"search term {wanted.term!r} ({wanted.language}) is not on the list"
            )
        inside.remove_search_term(wanted)
        inside.record([Event(at, by, "search-term.remove", wanted.subject)])
    return wanted


def refuse_beyond_limits(present: tuple[int, int], more: Collection[Form | Entry]) -> None:
    """Refuse a list that the browsers' rules cannot hold.

    Args:
        present: entries and path prefixes so far. more: what would come on top.

    Raises:
        LimitError: too many entries or path prefixes.
    """
    entries = present[0] + len(more)
    if entries > MAX_ENTRIES:
        raise LimitError(f"the list would have {entries} entries; browsers hold {MAX_ENTRIES}")
    paths = present[1] + sum(len(each.paths) for each in more)
    if paths > MAX_PATHS:
        raise LimitError(f"the list would have {paths} paths; browsers hold {MAX_PATHS}")


def _refuse_duplicate(entry: Entry, other: Entry | None) -> None:
    if other is not None:
        raise DuplicateError(f"host {entry.host!r} is on the list already ({other.state})")
