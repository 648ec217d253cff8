"""Keys that people hold: made and used on their own machine, handed over as a public half."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from companion.atomic import write_new
from companion.errors import KeyFileError, PassphraseError, SigningError
from companion.signing.keys import Signer, refuse_readable_by_others
from companion.signing.passphrases import normalise_passphrase

KIND: Final = "sidestep-public-key"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PUBLIC: Final = re.compile(r"[0-9a-f]{64}")
_FILE_MODE: Final = 0o600


@dataclass(frozen=True)
class PublicHalf:
    """The half that is handed over. ``name`` says whose it is, among ourselves only."""

    name: str
    key: Key

    def to_json(self) -> str:
        fields = {"kind": KIND, "name": self.name, "public": self.key.keyval["public"]}
        return json.dumps(fields, indent=2) + "\n"


def create_holder_key(directory: Path, name: str, passphrase: str) -> tuple[Path, PublicHalf]:
    """Write ``NAME.pem``, encrypted, which only its owner can read; return it and its public half.

    Raises:
        KeyFileError: there is a file of that name already.
        SigningError: not a name that a file may have.
    """
    if not _NAME.fullmatch(name):
        raise SigningError(f"name {name!r} is not lower-case letters, digits and hyphens")
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        Encoding.PEM,
        PrivateFormat.PKCS8,
        BestAvailableEncryption(normalise_passphrase(passphrase).encode()),
    )
    path = directory / f"{name}.pem"
    directory.mkdir(parents=True, exist_ok=True)
    try:
        write_new(path, pem, mode=_FILE_MODE)
    except FileExistsError:
        raise KeyFileError(f"{path} exists; a key is never overwritten") from None
    return path, PublicHalf(name, CryptoSigner(key).public_key)


def open_holder_key(path: Path, passphrase: str) -> Signer:
    """Return the signer of an encrypted key.

    Raises:
        PassphraseError: the passphrase is another one.
        KeyFileError: the file is missing, others can read it, or it is no encrypted Ed25519 key.
    """
    refuse_readable_by_others(path)
    data = path.read_bytes()
    if b"ENCRYPTED PRIVATE KEY" not in data:
        raise KeyFileError(f"{path} is not an encrypted key")
    try:
        key = load_pem_private_key(data, normalise_passphrase(passphrase).encode())
    except ValueError as error:
        raise PassphraseError(f"this passphrase does not open {path}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} is not an Ed25519 key")
    return CryptoSigner(key)


def read_public_half(path: Path) -> PublicHalf:
    """Return the public half in a file that somebody handed over.

    Raises:
        SigningError: it is something else, a private key by mistake for example.
    """
    try:
        text = path.read_text("utf-8")
        fields: Any = json.loads(text)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) or "PRIVATE KEY" not in text:
            raise SigningError(f"{path} is not a public half: {_reason(error)}") from error
        raise SigningError(
            f"{path} is a private key, which nobody hands over: destroy this copy"
        ) from error
    if not isinstance(fields, dict) or fields.get("kind") != KIND:
        raise SigningError(f"{path} is not a public half")
    name, public = fields.get("name"), fields.get("public")
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        raise SigningError(f"{path} has no name that can be used")
    if not (isinstance(public, str) and _PUBLIC.fullmatch(public)):
        raise SigningError(f"{path} has no Ed25519 key")
    return PublicHalf(name, SSlibKey(keyid_of(public), "ed25519", "ed25519", {"public": public}))


def keyid_of(public: str) -> str:
    """Return the key's id: it follows from the key, so that nobody can claim somebody else's."""
    return SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))).keyid


def _reason(error: Exception) -> str:
    return (error.strerror or "unreadable") if isinstance(error, OSError) else "not JSON"
