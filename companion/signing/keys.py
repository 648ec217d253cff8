"""Signing keys: Ed25519 in PKCS#8 PEM files that only their owner can read.

Development keys are not encrypted: they protect a list that nobody should rely on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner

from companion.atomic import write_new
from companion.errors import KeyFileError
from companion.signing.roles import ROLES

Signer: TypeAlias = CryptoSigner

_DIRECTORY_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_OTHERS: Final = 0o077


def ensure_keys(directory: Path, roles: Sequence[str] = ROLES) -> Mapping[str, Signer]:
    """Return one signer for each of ``roles``, creating the keys that are missing.

    Raises:
        KeyFileError: a key that exists cannot be used.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=_DIRECTORY_MODE)
    directory.chmod(_DIRECTORY_MODE)
    for role in roles:
        if not key_file(directory, role).exists():
            _create(key_file(directory, role))
    return load_keys(directory, roles)


def load_keys(directory: Path, roles: Iterable[str]) -> Mapping[str, Signer]:
    """Return the signers of these roles.

    Raises:
        KeyFileError: a key is missing or cannot be used.
    """
    return {role: load_key(key_file(directory, role)) for role in roles}


def key_file(directory: Path, role: str) -> Path:
    return directory / f"{role}.pem"


def load_key(path: Path) -> Signer:
    """Return the signer of a key file.

    Raises:
        KeyFileError: it is missing, others can read it, or it is not an unencrypted Ed25519 key.
    """
    refuse_readable_by_others(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise KeyFileError(f"{path} is not a key that can be used: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} is not an Ed25519 key")
    return CryptoSigner(key)


def refuse_readable_by_others(path: Path) -> None:
    """Refuse a private key that is not its owner's alone.

    Raises:
        KeyFileError: it is missing, or others can read it.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise KeyFileError(f"{path} is missing") from None
    if mode & _OTHERS:
        raise KeyFileError(f"{path} can be read by others; run chmod 600 on it")


def _create(path: Path) -> None:
    """Write a new key, never over an existing one and never readable by others for a moment."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    write_new(path, pem, mode=_FILE_MODE)
