"""The service's own keys, for snapshot and timestamp, before, during and after their rotation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tuf.api.metadata import Root

from companion.atomic import sync_directory
from companion.config import Config
from companion.errors import KeyFileError
from companion.signing.keys import Signer, ensure_keys, key_file, load_key
from companion.signing.roots import ONLINE


def online_signers(config: Config, root: Root) -> Mapping[str, Signer]:
    """Return the keys that ``root`` names: those in use, or those that a rotation has prepared.

    Raises:
        KeyFileError: a key is missing, cannot be used, or is not one that ``root`` names.
    """
    return {role: _signer(config, root, role) for role in ONLINE}


def prepare_online_keys(config: Config, roles: Sequence[str]) -> Mapping[str, Signer]:
    """Make new keys for these roles, which wait until a root that names them is published."""
    discard_online_keys(config)
    return ensure_keys(config.next_keys, roles)


def promote_online_keys(config: Config, root: Root) -> None:
    """Put the keys that ``root`` names in the place of those that it does not name any more."""
    for role in ONLINE:
        waiting = key_file(config.next_keys, role)
        if waiting.exists() and load_key(waiting).public_key.keyid in root.roles[role].keyids:
            waiting.replace(key_file(config.keys, role))
            sync_directory(config.keys)


def discard_online_keys(config: Config) -> None:
    """Forget keys that no root will name."""
    for role in ONLINE:
        key_file(config.next_keys, role).unlink(missing_ok=True)


def _signer(config: Config, root: Root, role: str) -> Signer:
    tried: list[Path] = []
    for directory in (config.keys, config.next_keys):
        path = key_file(directory, role)
        if directory == config.next_keys and not path.exists():
            continue
        try:
            signer = load_key(path)
        except KeyFileError:
            if not key_file(config.next_keys, role).exists():
                raise
            continue
        if signer.public_key.keyid in root.roles[role].keyids:
            return signer
        tried.append(path)
    raise KeyFileError(f"{' and '.join(map(str, tried)) or config.keys}: not the key of {role}")
