"""``sidestep release …``: the reviewed path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from tuf.api.metadata import Metadata, Targets

from companion.accounts.models import EVERYBODY, OPERATORS, REVIEWERS
from companion.atomic import write_atomically
from companion.audit.models import Event
from companion.cli.home import Home, open_home
from companion.cli.options import as_person, signing_options
from companion.cli.publish import announce, verified_content
from companion.cli.signing import sign_release
from companion.clock import utc_now
from companion.errors import ReleaseError, RepositoryError, ThresholdError
from companion.publishing.files import LIST_NAME
from companion.publishing.lock import sole_writer
from companion.publishing.publish import next_version, publish_signed
from companion.publishing.target import mass_removal_of
from companion.publishing.verification import load, verify_repository, verify_root
from companion.releases import service
from companion.releases.models import Published, Release, ReleaseState, Wish
from companion.signing import ceremonies
from companion.signing.online import online_signers
from companion.signing.requests import Request, add_signature, read_signature, write_request
from companion.signing.roles import ROLES, TARGETS

_FILE = click.Path(path_type=Path)
_NOTHING = Published(0, b"", None, None)


@click.group()
def release() -> None:
    """Propose, approve, sign and publish the list where one person may not."""


@release.command()
@click.option("--mass-removal", is_flag=True, help="So many removals are meant.")
@click.option("--renew", is_flag=True, help="Even if nothing changed.")
@click.option("--emergency", default="", metavar="REASON", help="Without waiting for an approval.")
@as_person
def propose(mass_removal: bool, renew: bool, emergency: str, person: str) -> None:
    """Freeze the verified sites as the next release.

    Prints its number, what it changes, and the file to hand to the signers.
    """
    with open_home() as home:
        _propose(home, verified_content(home), Wish(emergency, renew, mass_removal), person)


@release.command()
@click.argument("version", type=click.IntRange(1))
@click.option("--mass-removal", is_flag=True, help="So many removals are meant.")
@click.option("--emergency", default="", metavar="REASON", help="Without waiting for an approval.")
@as_person
def rollback(version: int, mass_removal: bool, emergency: str, person: str) -> None:
    """Propose the list of an earlier VERSION again, as a new and higher version.

    The sites themselves stay as they are: the next release proposes them again.
    """
    with open_home() as home:
        content = _earlier_list(home, version)
        _propose(home, content, Wish(emergency, renew=False, mass_removal=mass_removal), person)


@release.command()
@click.argument("number", type=click.IntRange(1), required=False)
@as_person
def approve(number: int | None, person: str) -> None:
    """Approve the open release. Nobody approves what they wrote or proposed."""
    with open_home() as home:
        by = home.acting(person, REVIEWERS)
        with home.store.transaction() as inside:
            approved = service.approve(_open_release(inside.releases(), number), by)
            inside.keep_release(approved)
            inside.record([Event(utc_now(), by, "release.approve", f"release {approved.number}")])
    click.echo(f"release {approved.number} is approved", err=True)


@release.command()
@click.argument("number", type=click.IntRange(1), required=False)
@as_person
def withdraw(number: int | None, person: str) -> None:
    """Close the open release without publishing it."""
    with open_home() as home:
        by = home.acting(person, EVERYBODY)
        with home.store.transaction() as inside:
            closed = service.withdraw(_open_release(inside.releases(), number))
            inside.keep_release(closed)
            inside.record([Event(utc_now(), by, "release.withdraw", f"release {closed.number}")])
    click.echo(f"release {closed.number} is withdrawn", err=True)


@release.command()
@click.argument("number", type=click.IntRange(1), required=False)
def show(number: int | None) -> None:
    """Print a release: what it changes, who wrote and approved it, how many have signed."""
    with open_home() as home:
        releases = home.store.releases()
        wanted = _release(releases, number)
        for line in _described(home, wanted):
            click.echo(line)


@release.command()
@signing_options
def sign(
    file: Path, key: Path, repository: str, trust: Path | None, out: Path | None, yes: bool
) -> None:
    """Sign the release in FILE on your own machine, after seeing what it changes.

    --repository is where the list is published: an address or a copied folder. It is verified from
    the root that you trusted before, and the difference is worked out here.
    """
    if not repository:
        raise RepositoryError("--repository is missing: where is the list published?")
    sign_release(file, key, repository, trust, out, yes=yes)


@release.command()
@click.argument("signatures", nargs=-1, type=_FILE, metavar="[SIGNATURE]...")
@as_person
def publish(signatures: tuple[Path, ...], person: str) -> None:
    """Collect SIGNATUREs of the open release, and publish it once there are enough.

    Prints the version of the list.
    """
    read = [read_signature(path) for path in signatures]
    with open_home() as home, sole_writer(home.config):
        by = home.acting(person, OPERATORS)
        now = utc_now()
        root, _ = verify_root(home.files)
        pending = ceremonies.pending_root(home.config)
        with home.store.transaction() as inside:
            wanted = _open_release(inside.releases(), None)
            metadata = Metadata[Targets].from_bytes(wanted.targets)
            for signature in read:
                add_signature(metadata, signature, root, pending.signed if pending else None)
            wanted = replace(wanted, targets=metadata.to_bytes())
            inside.keep_release(wanted)
        service.require_publishable(wanted, _published(home))
        result = root.get_verification_result(TARGETS, metadata.signed_bytes, metadata.signatures)
        if not result.verified:
            raise ThresholdError(
                f"release {wanted.number} has {len(result.signed)} of {result.threshold} signatures"
            )
        signers = online_signers(home.config, root)
        published = publish_signed(home.files, signers, wanted.targets, wanted.content, at=now)
        with home.store.transaction() as inside:
            inside.keep_release(replace(wanted, state=ReleaseState.PUBLISHED))
            inside.record([Event(now, by, "release.publish", f"release {wanted.number}")])
    announce(published)


def _propose(home: Home, content: bytes, wish: Wish, person: str) -> None:
    by = home.acting(person, EVERYBODY)
    now = utc_now()
    with home.store.transaction() as inside:
        earlier = inside.releases()
        last = max(
            (each.audit_number for each in earlier if each.state is ReleaseState.PUBLISHED),
            default=0,
        )
        proposed = service.propose(
            content,
            _published(home),
            earlier,
            wish=wish,
            trail=inside.trail(after=last),
            written={entry.host: entry.authors for entry in inside.entries()},
            version=next_version(home.files, TARGETS),
            by=by,
            at=now,
        )
        inside.keep_release(proposed)
        inside.record([Event(now, by, "release.propose", f"release {proposed.number}")])
        path = home.config.handover / f"release-{proposed.number}.signing.json"
        metadata = Metadata[Targets].from_bytes(proposed.targets)
        remark = f"emergency: {wish.emergency}" if wish.emergency else ""
        write_atomically(path, write_request(Request(metadata, proposed.content, remark)))
    for line in _described(home, proposed):
        click.echo(line)
    click.echo(f"hand it to the signers: {path}", err=True)
    click.echo(str(path))


def _published(home: Home) -> Published:
    if not home.files.has_timestamp():
        return _NOTHING
    current = verify_repository(home.files, at=utc_now(), tolerate_expired=ROLES)
    targets = current.targets
    return Published(targets.version, current.list_bytes, mass_removal_of(targets), targets.expires)


def _earlier_list(home: Home, version: int) -> bytes:
    """Return a list that was published, from the files that are kept for ever."""
    targets = load(Targets, home.files.read(TARGETS, version), None)
    info = targets.targets[LIST_NAME]
    content = home.files.read_target(LIST_NAME, info.hashes["sha256"])
    info.verify_length_and_hashes(content)
    return content


def _described(home: Home, wanted: Release) -> list[str]:
    root, _ = verify_root(home.files)
    metadata = Metadata[Targets].from_bytes(wanted.targets)
    result = root.get_verification_result(TARGETS, metadata.signed_bytes, metadata.signatures)
    base = _earlier_list(home, wanted.base_version) if wanted.base_version else b""
    changes = service.changes_of(wanted, base)
    approval = f"approved by {wanted.approved_by}" if wanted.approved_by else "not approved"
    if wanted.emergency:
        approval = f"emergency: {wanted.emergency}"
    return [
        f"release {wanted.number}\t{wanted.state}\tversion {metadata.signed.version}",
        f"proposed by {wanted.proposed_by or 'nobody'}; {approval};"
        f" {len(result.signed)} of {result.threshold} signatures",
        *changes.sentences(),
        changes.summary() + ("; MASS REMOVAL" if changes.is_mass_removal else ""),
    ]


def _open_release(releases: list[Release], number: int | None) -> Release:
    found = [each for each in releases if each.is_open]
    if number is not None:
        return _release(releases, number)
    if not found:
        raise ReleaseError("no release is open; sidestep release propose makes one")
    return found[0]


def _release(releases: list[Release], number: int | None) -> Release:
    found = [each for each in releases if number in (None, each.number)]
    if not found:
        raise ReleaseError(f"there is no release {number}" if number else "there is no release yet")
    return found[-1]
