"""Signing on the holder's own machine, away from the service: look, ask, sign, write a file."""

from __future__ import annotations

import getpass
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from securesystemslib.signer import Key
from tuf.api.metadata import Metadata, Root

from companion.atomic import write_atomically
from companion.clock import utc_now
from companion.errors import PassphraseError, RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import VerifiedRepository, verify_repository
from companion.signing.holders import open_holder_key
from companion.signing.mirror import copy_repository, is_address
from companion.signing.requests import Request, digest, read_request, sign
from companion.signing.review import as_unsigned, review_release, review_root
from companion.signing.roles import ROLES
from companion.signing.roots import root_changes
from companion.signing.trust import HolderTrust, read_trust_folder


def sign_release(
    file: Path, key: Path, repository: str, trust: Path | None, out: Path | None, *, yes: bool
) -> None:
    """Sign the release in ``file``, after showing what it changes."""
    request = read_request(file)
    holder = read_trust_folder(trust or key.parent / "trust")
    with _repository(repository, holder) as files:
        root, root_bytes, published = _verified(files, holder)
    now = utc_now()
    changes = review_release(request, root, published, at=now)
    seen = 0 if published is None else published.targets.version
    what = "nothing is published yet" if published is None else f"version {seen} is published"
    click.echo(f"{what}; this is version {request.version}")
    for sentence in changes.sentences():
        click.echo(sentence)
    click.echo(changes.summary())
    _remark(request)
    _warn_of_expiry(root, published)
    if changes.is_mass_removal:
        click.echo(
            f"MASS REMOVAL: {changes.removals} of {changes.before} lines would be gone or cover"
            " less. Sign it only if you know why.",
            err=True,
        )
    _finish(request, key, out, yes=yes, counts=root.roles["targets"].keyids)
    holder.keep(root_bytes, seen)


def sign_root(
    file: Path, key: Path, repository: str, trust: Path | None, out: Path | None, *, yes: bool
) -> None:
    """Sign the root in ``file``, after showing what it changes."""
    request = read_request(file)
    holder = read_trust_folder(trust or key.parent / "trust")
    previous: Root | None = None
    seen = holder.seen
    if request.version > 1:
        if not repository:
            raise RepositoryError("--repository is missing: this is not the first root")
        with _repository(repository, holder) as files:
            previous, _, published = _verified(files, holder)
        seen = holder.seen if published is None else published.targets.version
    elif holder.root is not None and holder.root.signed_bytes != request.metadata.signed_bytes:
        raise RepositoryError("you trust another first root already")
    root = review_root(request, previous, at=utc_now())
    for sentence in root_changes(previous, root):
        click.echo(sentence)
    click.echo(f"digest {digest(request.metadata)}")
    click.echo("read the digest to the others over the telephone: it has to be the same", err=True)
    _remark(request)
    _finish(request, key, out, yes=yes, counts=root.roles["root"].keyids)
    holder.keep(as_unsigned(root if previous is None else previous), seen)


def read_passphrase(prompt: str) -> str:
    """Ask for a passphrase without showing it; where nobody types, read one line of the input.

    Raises:
        PassphraseError: there is none.
    """
    typed = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()
    if not typed.strip():
        raise PassphraseError("no passphrase was given")
    return typed


@contextmanager
def _repository(place: str, holder: HolderTrust) -> Iterator[RepositoryFiles]:
    if not is_address(place):
        if not Path(place, "metadata").is_dir():
            raise RepositoryError(f"{place} is no repository: it has no folder metadata")
        yield RepositoryFiles(Path(place))
        return
    first = 1 if holder.root is None else holder.root.signed.version
    with tempfile.TemporaryDirectory(prefix="sidestep-") as directory:
        yield copy_repository(place, Path(directory), first_root=first)


def _verified(
    files: RepositoryFiles, holder: HolderTrust
) -> tuple[Root, bytes, VerifiedRepository | None]:
    root, data = holder.verify_roots(files)
    if holder.root is None:
        click.echo(
            f"You trust no root yet. This is root {root.version}, digest"
            f" {digest(Metadata(root))}: compare it with another holder before you sign.",
            err=True,
        )
    published: VerifiedRepository | None = None
    if files.has_timestamp():
        published = verify_repository(
            files, at=utc_now(), tolerate_expired=ROLES, trusted=(root, data)
        )
    holder.require_not_older(0 if published is None else published.targets.version)
    return root, data, published


def _finish(request: Request, key: Path, out: Path | None, *, yes: bool, counts: list[str]) -> None:
    if not yes and not _says_yes(f"Sign {request.role} {request.version}?"):
        raise click.Abort
    signer = open_holder_key(key, read_passphrase(f"Passphrase of {key.name}: "))
    _warn_unless_it_counts(signer.public_key, counts, request.role)
    path = out or Path(f"{request.role}-{request.version}.{key.stem}.signature.json")
    write_atomically(path, sign(request, signer))
    click.echo(f"signed: hand over {path}", err=True)
    click.echo(str(path))


def _says_yes(question: str) -> bool:
    click.echo(f"{question} Type yes: ", err=True, nl=False)
    return sys.stdin.readline().strip().lower() == "yes"


def _remark(request: Request) -> None:
    if request.remark:
        click.echo(f"the proposer says: {request.remark}", err=True)


def _warn_of_expiry(root: Root, published: VerifiedRepository | None) -> None:
    now = utc_now()
    expires = {"root": root.expires} if published is None else published.expires
    for role, at in expires.items():
        if at <= now:
            click.echo(f"warning: {role} expired on {at:%Y-%m-%d}; is this the newest?", err=True)


def _warn_unless_it_counts(key: Key, counts: list[str], role: str) -> None:
    if key.keyid not in counts:
        click.echo(f"warning: your key does not count for {role} as yet", err=True)
