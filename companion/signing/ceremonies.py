"""The root on its way: kept with the signatures that it has, published when it has enough."""

from __future__ import annotations

from datetime import datetime

from tuf.api.metadata import Metadata, Root, Targets
from tuf.api.serialization import DeserializationError

from companion.atomic import write_atomically
from companion.config import Config
from companion.errors import CeremonyError, KeyFileError, RepositoryError
from companion.publishing.files import RepositoryFiles
from companion.publishing.publish import Published, renew_after_rotation, renew_for
from companion.publishing.verification import load, verify_repository, verify_root
from companion.signing.online import discard_online_keys, online_signers, promote_online_keys
from companion.signing.requests import Request, SignatureFile, add_signature, write_request
from companion.signing.roles import ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from companion.signing.roots import missing_signatures


def pending_root(config: Config) -> Metadata[Root] | None:
    """Return the root that waits for signatures, with those that it has.

    Raises:
        CeremonyError: its file is damaged.
    """
    try:
        return Metadata[Root].from_bytes(config.pending_root.read_bytes())
    except FileNotFoundError:
        return None
    except DeserializationError as error:
        raise CeremonyError(
            f"{config.pending_root} is damaged; run sidestep keys discard"
        ) from error


def published_root(config: Config) -> Root | None:
    """Return the newest root that clients have; None before the first."""
    files = RepositoryFiles(config.repository)
    return verify_root(files)[0] if files.versions(ROOT) else None


def begin(config: Config, root: Metadata[Root]) -> str:
    """Keep ``root`` as the one to be signed, and return the path of the request for its holders.

    Raises:
        CeremonyError: another root is waiting.
    """
    waiting = pending_root(config)
    if waiting is not None:
        raise CeremonyError(
            f"root {waiting.signed.version} is waiting for signatures;"
            " publish it, or drop it with sidestep keys discard"
        )
    path = config.handover / f"root-{root.signed.version}.signing.json"
    write_atomically(path, write_request(Request(root)))
    write_atomically(config.pending_root, root.to_bytes())
    return str(path)


def collect(config: Config, signatures: list[SignatureFile]) -> Metadata[Root]:
    """Add signatures to the waiting root, keep it and return it.

    Raises:
        CeremonyError: no root is waiting. SigningError: a signature does not belong to it.
    """
    root = pending_root(config)
    if root is None:
        raise CeremonyError("no root is waiting for signatures; sidestep keys rotate makes one")
    before = published_root(config)
    previous = None if before is None or before.version >= root.signed.version else before
    for signature in signatures:
        add_signature(root, signature, root.signed, previous)
    write_atomically(config.pending_root, root.to_bytes())
    return root


def publish_root(config: Config, root: Metadata[Root], *, at: datetime) -> Published | str | None:
    """Publish ``root``; again after an interruption, without harm.

    Where the service's own keys change, snapshot and timestamp are signed with the old and the new
    ones first, so that clients accept them before and after they see the new root. They stay until
    the next refresh: a copy elsewhere that gets its files one by one is then whole all the time.

    Returns:
        the renewed state of the list; None if no list is published yet; or why it could not be
        renewed (the list itself has expired).

    Raises:
        CeremonyError: too few signatures, or clients would refuse the published list under it.
    """
    files = RepositoryFiles(config.repository)
    previous = published_root(config)
    version = root.signed.version
    renewed: Published | str | None = None
    if previous is None or previous.version < version:
        missing = list(missing_signatures(root, previous))
        if missing:
            raise CeremonyError(f"root {version} has {', '.join(missing)}")
        if root.signed.is_expired(at):
            raise CeremonyError(f"root {version} has expired before it was published; discard it")
        if files.has_timestamp() and previous is not None:
            _refuse_broken_list(files, root, at=at)
            renewed = _sign_for_both(config, files, previous, root, at=at)
        files.write(ROOT, version, root.to_bytes())
    promote_online_keys(config, root.signed)
    if renewed is None and files.has_timestamp():
        try:
            renewed = renew_after_rotation(files, online_signers(config, root.signed), at=at)
        except RepositoryError as error:
            renewed = str(error)
    config.pending_root.unlink(missing_ok=True)
    return renewed


def discard(config: Config) -> int:
    """Drop the waiting root and return its version.

    Raises:
        CeremonyError: none is waiting, or it is published already.
    """
    try:
        root = pending_root(config)
    except CeremonyError:
        config.pending_root.unlink()
        discard_online_keys(config)
        return 0
    current = published_root(config)
    if root is None:
        raise CeremonyError("no root is waiting for signatures")
    if current is not None and current.version >= root.signed.version:
        raise CeremonyError(
            f"root {current.version} is published; finish it: sidestep keys publish"
        )
    discard_online_keys(config)
    config.pending_root.unlink()
    return root.signed.version


def _refuse_broken_list(files: RepositoryFiles, root: Metadata[Root], *, at: datetime) -> None:
    current = verify_repository(files, at=at, tolerate_expired=ROLES)
    try:
        load(Targets, current.data[TARGETS], root.signed)
    except RepositoryError as error:
        raise CeremonyError(
            f"under root {root.signed.version} clients would refuse the published list, which too"
            " few of its keys signed; first publish a release that enough of them signed"
            " (sidestep release propose --renew)"
        ) from error


def _sign_for_both(
    config: Config, files: RepositoryFiles, old: Root, new: Metadata[Root], *, at: datetime
) -> Published | None:
    roles = (SNAPSHOT, TIMESTAMP)
    if all(old.roles[role].keyids == new.signed.roles[role].keyids for role in roles):
        return None
    try:
        signers = online_signers(config, old)
    except KeyFileError:
        return None  # the old key is lost: nobody can sign for clients before the new root
    return renew_for(files, signers, also=online_signers(config, new.signed), at=at)
