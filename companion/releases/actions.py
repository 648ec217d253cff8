"""What is done with releases, on the command line and in the console: decided, kept, recorded.

Who is at work was asked before. The time is given; database and published files are the home's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tuf.api.metadata import Metadata, Targets

from companion.accounts.models import Role
from companion.atomic import write_atomically
from companion.audit.models import Event
from companion.entries.service import refuse_beyond_limits
from companion.errors import FieldError, ReleaseError, StaleReviewError, ThresholdError
from companion.home import Home
from companion.publishing.files import LIST_NAME
from companion.publishing.lock import sole_writer
from companion.publishing.publish import Published as Publication
from companion.publishing.publish import next_version, publish_signed
from companion.publishing.target import list_target, mass_removal_of
from companion.publishing.verification import load, verify_repository, verify_root
from companion.releases import service
from companion.releases.models import Note, NoteKind, Published, Release, ReleaseState, Wish
from companion.signing import ceremonies
from companion.signing.online import online_signers
from companion.signing.requests import Request, SignatureFile, add_signature, write_request
from companion.signing.roles import ROLES, TARGETS

LONGEST_NOTE = 4_000
_NOTHING = Published(0, b"", None, None)


def verified_content(home: Home) -> bytes:
    """Return the list as it would be signed now: verified sites only.

    A change of a verified site that waits for its reviewers is left out, the site is not.

    Raises:
        LimitError: it would be longer than browsers can hold.
    """
    with home.store.transaction() as inside:
        forms = [entry.published for entry in inside.entries() if entry.published is not None]
        terms = inside.search_terms()
    refuse_beyond_limits((0, 0), forms)
    return list_target(forms, terms)


def published_now(home: Home, *, at: datetime) -> Published:
    """Return the list that clients have."""
    if not home.files.has_timestamp():
        return _NOTHING
    current = verify_repository(home.files, at=at, tolerate_expired=ROLES)
    targets = current.targets
    return Published(targets.version, current.list_bytes, mass_removal_of(targets), targets.expires)


def earlier_list(home: Home, version: int) -> bytes:
    """Return a list that was published, from the files that are kept for ever; 0 was empty."""
    if version == 0:
        return b""
    targets = load(Targets, home.files.read(TARGETS, version), None)
    info = targets.targets[LIST_NAME]
    content = home.files.read_target(LIST_NAME, info.hashes["sha256"])
    info.verify_length_and_hashes(content)
    return content


def propose(home: Home, content: bytes, wish: Wish, *, by: str, at: datetime) -> Release:
    """Freeze ``content`` as the next release, and write the file for its signers.

    Raises:
        ReleaseError: another is open. NothingToReleaseError, MassRemovalError: see the service.
    """
    with home.store.transaction() as inside:
        earlier = inside.releases()
        last = max(
            (each.audit_number for each in earlier if each.state is ReleaseState.PUBLISHED),
            default=0,
        )
        proposed = service.propose(
            content,
            published_now(home, at=at),
            earlier,
            wish=wish,
            trail=inside.trail(after=last),
            written={entry.host: entry.authors for entry in inside.entries()},
            version=next_version(home.files, TARGETS),
            by=by,
            at=at,
        )
        inside.keep_release(proposed)
        inside.record([Event(at, by, "release.propose", _subject(proposed))])
        path = home.config.handover / f"release-{proposed.number}.signing.json"
        write_atomically(path, signing_request(proposed))
    return proposed


def signing_request(release: Release) -> bytes:
    """Return the file that holders sign: what is proposed, without any signature."""
    unsigned: Metadata[Targets] = Metadata(Metadata[Targets].from_bytes(release.targets).signed)
    remark = f"emergency: {release.emergency}" if release.emergency else ""
    return write_request(Request(unsigned, release.content, remark))


def approve(home: Home, number: int | None, *, by: str, at: datetime, seen: str = "") -> Release:
    """Record an approval of the open release, or of that ``number``."""
    with home.store.transaction() as inside:
        approved = service.approve(release_of(inside.releases(), number), by, seen=seen)
        inside.keep_release(approved)
        inside.record([Event(at, by, "release.approve", _subject(approved))])
    return approved


def withdraw(home: Home, number: int | None, *, by: str, at: datetime) -> Release:
    """Close the open release, or that ``number``, without publishing it."""
    with home.store.transaction() as inside:
        closed = service.withdraw(release_of(inside.releases(), number))
        inside.keep_release(closed)
        inside.record([Event(at, by, "release.withdraw", _subject(closed))])
    return closed


def send_back(home: Home, number: int, reason: str, *, by: str, at: datetime) -> Release:
    """Close a release because a reviewer does not agree, and keep why.

    Raises:
        FieldError: no reason was given.
    """
    with home.store.transaction() as inside:
        closed = service.withdraw(release_of(inside.releases(), number))
        inside.keep_release(closed)
        inside.add_note(Note(number, NoteKind.SENT_BACK, by, at, _text(reason)))
        inside.record([Event(at, by, "release.send-back", _subject(closed))])
    return closed


def comment(home: Home, number: int, text: str, *, by: str, at: datetime) -> None:
    """Keep what somebody says about a release.

    Raises:
        FieldError: it is empty or too long.
    """
    with home.store.transaction() as inside:
        release_of(inside.releases(), number)
        inside.add_note(Note(number, NoteKind.COMMENT, by, at, _text(text)))
        inside.record([Event(at, by, "release.comment", f"release {number}")])


def collect(home: Home, signatures: list[SignatureFile], number: int | None = None) -> Release:
    """Verify signatures of the open release and keep them with it; return it with all it has.

    Raises:
        SigningError: a signature is bad, of somebody who does not count, or over something else.
    """
    root, _ = verify_root(home.files)
    pending = ceremonies.pending_root(home.config)
    with home.store.transaction() as inside:
        wanted = release_of(inside.releases(), number)
        if not wanted.is_open:
            raise ReleaseError(f"release {wanted.number} is {wanted.state}")
        metadata = Metadata[Targets].from_bytes(wanted.targets)
        for signature in signatures:
            add_signature(metadata, signature, root, pending.signed if pending else None)
        wanted = replace(wanted, targets=metadata.to_bytes())
        inside.keep_release(wanted)
    return wanted


def publish(
    home: Home, signatures: list[SignatureFile], *, by: str, at: datetime, number: int | None = None
) -> Publication:
    """Publish the open release once it has enough signatures, those given here included.

    Raises:
        ThresholdError: there are too few; they are kept.
        ReleaseError: it was not approved, or was compared with another list.
    """
    with sole_writer(home.config):
        root, _ = verify_root(home.files)
        wanted = collect(home, signatures, number)
        service.require_publishable(wanted, published_now(home, at=at), reviewers=_reviewers(home))
        metadata = Metadata[Targets].from_bytes(wanted.targets)
        result = root.get_verification_result(TARGETS, metadata.signed_bytes, metadata.signatures)
        if not result.verified:
            raise ThresholdError(
                f"release {wanted.number} has {len(result.signed)} of {result.threshold} signatures"
            )
        signers = online_signers(home.config, root)
        published = publish_signed(home.files, signers, wanted.targets, wanted.content, at=at)
        with home.store.transaction() as inside:
            inside.keep_release(replace(wanted, state=ReleaseState.PUBLISHED))
            inside.record([Event(at, by, "release.publish", _subject(wanted))])
    return published


def require_same(content: bytes, seen: str) -> None:
    """Refuse what a person did not see.

    Raises:
        StaleReviewError: the list has changed since.
    """
    if service.digest_of_list(content) != seen:
        raise StaleReviewError("the list has changed since this page was loaded; look again")


def release_of(releases: list[Release], number: int | None) -> Release:
    """Return the release of that number, or the open one.

    Raises:
        ReleaseError: there is none.
    """
    if number is None:
        found = next((each for each in releases if each.is_open), None)
        if found is None:
            raise ReleaseError("no release is open; sidestep release propose makes one")
        return found
    found = next((each for each in releases if each.number == number), None)
    if found is None:
        raise ReleaseError(f"there is no release {number}")
    return found


def _reviewers(home: Home) -> frozenset[str]:
    return frozenset(each.name for each in home.store.people() if Role.REVIEWER in each.roles)


def _subject(release: Release) -> str:
    return f"release {release.number}"


def _text(text: str) -> str:
    written = text.replace("\r\n", "\n").strip()
    if not written or len(written) > LONGEST_NOTE:
        raise FieldError(f"write a few words, {LONGEST_NOTE:,} characters at most")
    return written
