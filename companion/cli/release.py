"""``sidestep release …``: the reviewed path."""

from __future__ import annotations

from pathlib import Path

import click
from tuf.api.metadata import Metadata, Targets

from companion.accounts.models import EVERYBODY, OPERATORS, REVIEWERS
from companion.cli.home import Home, open_home
from companion.cli.options import as_person, signing_options
from companion.cli.publish import announce
from companion.cli.signing import sign_release
from companion.clock import utc_now
from companion.errors import ReleaseError, RepositoryError
from companion.publishing.verification import verify_root
from companion.releases import actions, service
from companion.releases.models import Release, Wish
from companion.signing.requests import read_signature
from companion.signing.roles import TARGETS

_FILE = click.Path(path_type=Path)


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
        _propose(home, actions.verified_content(home), Wish(emergency, renew, mass_removal), person)


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
        content = actions.earlier_list(home, version)
        _propose(home, content, Wish(emergency, renew=False, mass_removal=mass_removal), person)


@release.command()
@click.argument("number", type=click.IntRange(1), required=False)
@as_person
def approve(number: int | None, person: str) -> None:
    """Approve the open release. Nobody approves what they wrote or proposed."""
    with open_home() as home:
        by = home.acting(person, REVIEWERS)
        approved = actions.approve(home, number, by=by, at=utc_now())
    click.echo(f"release {approved.number} is approved", err=True)


@release.command()
@click.argument("number", type=click.IntRange(1), required=False)
@as_person
def withdraw(number: int | None, person: str) -> None:
    """Close the open release without publishing it."""
    with open_home() as home:
        by = home.acting(person, EVERYBODY)
        closed = actions.withdraw(home, number, by=by, at=utc_now())
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
    with open_home() as home:
        by = home.acting(person, OPERATORS)
        announce(actions.publish(home, read, by=by, at=utc_now()))


def _propose(home: Home, content: bytes, wish: Wish, person: str) -> None:
    by = home.acting(person, EVERYBODY)
    proposed = actions.propose(home, content, wish, by=by, at=utc_now())
    path = home.config.handover / f"release-{proposed.number}.signing.json"
    for line in _described(home, proposed):
        click.echo(line)
    click.echo(f"hand it to the signers: {path}", err=True)
    click.echo(str(path))


def _described(home: Home, wanted: Release) -> list[str]:
    root, _ = verify_root(home.files)
    metadata = Metadata[Targets].from_bytes(wanted.targets)
    result = root.get_verification_result(TARGETS, metadata.signed_bytes, metadata.signatures)
    changes = service.changes_of(wanted, actions.earlier_list(home, wanted.base_version))
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


def _release(releases: list[Release], number: int | None) -> Release:
    found = [each for each in releases if number in (None, each.number)]
    if not found:
        raise ReleaseError(f"there is no release {number}" if number else "there is no release yet")
    return found[-1]
