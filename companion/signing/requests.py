"""What is handed over to be signed, and what is handed back.

A request carries the metadata and, for a release, the list. A signature file carries one signature
and says over which bytes. Neither has to be kept secret, and nothing in them is believed: the
signer's machine works out what a request would change, the service verifies what comes back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from securesystemslib.exceptions import UnverifiedSignatureError
from securesystemslib.signer import Signature
from tuf.api.metadata import Metadata, Root, Targets
from tuf.api.serialization import DeserializationError

from companion.errors import SigningError
from companion.signing.keys import Signer
from companion.signing.roles import ROOT, TARGETS

MAX_BYTES: Final = 20_000_000
_REQUEST: Final = "sidestep-signing-request"
_SIGNATURE: Final = "sidestep-signature"

Signable: TypeAlias = Metadata[Root] | Metadata[Targets]


@dataclass(frozen=True)
class Request:
    """Something to be signed. ``content`` is the list, for a release; ``remark`` is for people."""

    metadata: Signable
    content: bytes = b""
    remark: str = ""

    @property
    def role(self) -> str:
        return self.metadata.signed.type

    @property
    def version(self) -> int:
        return self.metadata.signed.version


@dataclass(frozen=True)
class SignatureFile:
    """One signature, over the bytes with the digest ``sha256``."""

    role: str
    version: int
    sha256: str
    signature: Signature


def write_request(request: Request) -> bytes:
    """Return the file that is handed over."""
    fields = {
        "kind": _REQUEST,
        "role": request.role,
        "remark": request.remark,
        "metadata": request.metadata.to_bytes().decode("utf-8"),
        "list": request.content.decode("utf-8"),
    }
    return (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_request(path: Path) -> Request:
    """Return the request in a file.

    Raises:
        SigningError: it is something else.
    """
    fields = _fields(_content(path), str(path), _REQUEST)
    if fields.get("role") not in (ROOT, TARGETS):
        raise SigningError(f"{path} is for {fields.get('role')!r}, which people do not sign")
    try:
        metadata: Any = Metadata.from_bytes(fields["metadata"].encode("utf-8"))
        if metadata.signed.type != fields["role"]:
            raise SigningError(f"{path} says {fields['role']} and holds {metadata.signed.type}")
        content = fields["list"].encode("utf-8")
        return Request(metadata, content, str(fields.get("remark", "")))
    except (DeserializationError, KeyError, AttributeError) as error:
        raise SigningError(f"{path} is damaged: {error}") from error


def digest(metadata: Signable) -> str:
    """Return the digest of what is signed, which two people can compare over the telephone."""
    return hashlib.sha256(metadata.signed_bytes).hexdigest()


def sign(request: Request, signer: Signer) -> bytes:
    """Return the signature file of ``signer`` for ``request``."""
    signature = signer.sign(request.metadata.signed_bytes)
    fields = {
        "kind": _SIGNATURE,
        "role": request.role,
        "version": request.version,
        "sha256": digest(request.metadata),
        "keyid": signature.keyid,
        "sig": signature.signature,
    }
    return (json.dumps(fields, indent=2) + "\n").encode("utf-8")


def read_signature(path: Path) -> SignatureFile:
    """Return the signature in a file; whether it is good shows when it is added.

    Raises:
        SigningError: it is something else.
    """
    return signature_in(_content(path), str(path))


def signature_in(data: bytes, path: str) -> SignatureFile:
    """Return the signature in the content of a file that is called ``path``.

    Raises:
        SigningError: it is something else.
    """
    fields = _fields(data, path, _SIGNATURE)
    texts = [fields.get(name) for name in ("role", "sha256", "keyid", "sig")]
    version = fields.get("version")
    if not all(isinstance(text, str) for text in texts) or not isinstance(version, int):
        raise SigningError(f"{path} is damaged")
    role, sha256, keyid, sig = (str(text) for text in texts)
    return SignatureFile(role, version, sha256, Signature(keyid, sig))


def add_signature(metadata: Signable, file: SignatureFile, *roots: Root | None) -> None:
    """Add a signature to ``metadata`` after verifying it by a key that one of ``roots`` names.

    Raises:
        SigningError: it is over something else, by a key that does not count here, or bad.
    """
    signed = metadata.signed
    if (file.role, file.version) != (signed.type, signed.version):
        raise SigningError(
            f"this signature is for {file.role} {file.version},"
            f" not for {signed.type} {signed.version}"
        )
    if file.sha256 != digest(metadata):
        raise SigningError(f"this signature is over another {signed.type} {signed.version}")
    keyid = file.signature.keyid
    keys = [
        root.keys[keyid]
        for root in roots
        if root is not None and keyid in root.roles[signed.type].keyids
    ]
    if not keys:
        raise SigningError(f"the key {keyid[:8]} does not count for {signed.type}")
    try:
        keys[0].verify_signature(file.signature, metadata.signed_bytes)
    except UnverifiedSignatureError as error:
        raise SigningError(f"the signature by {keyid[:8]} is bad") from error
    metadata.signatures[keyid] = file.signature


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SigningError(f"{path} is longer than {MAX_BYTES} bytes")
        return path.read_bytes()
    except OSError as error:
        raise SigningError(f"{path} cannot be read: {error.strerror}") from error


def _fields(data: bytes, path: str, kind: str) -> dict[str, Any]:
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SigningError(f"{path} is not JSON") from error
    if not isinstance(fields, dict) or fields.get("kind") != kind:
        raise SigningError(f"{path} is not a {kind.replace('-', ' ')}")
    return fields
