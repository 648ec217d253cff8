"""A device with passkeys, as WebAuthn (level 3, 6) describes one: keys, a counter, an owner."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_USER_PRESENT, _USER_VERIFIED, _HAS_KEY = 0x01, 0x04, 0x40


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Device:
    """Answers questions as a browser at ``origin`` passes them on."""

    def __init__(self, origin: str = "http://localhost", *, verifies_owner: bool = True) -> None:
        self.origin, self.host = origin, origin.partition("//")[2].partition(":")[0]
        self.flags = _USER_PRESENT | (_USER_VERIFIED if verifies_owner else 0)
        self.id, self.uses = secrets.token_bytes(16), 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: str) -> str:
        """Answer a question for a new passkey (attestation "none")."""
        numbers = self._key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(public)
        data = self._authenticator_data(_HAS_KEY) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client_data("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=attestation)

    def show(self, options: str) -> str:
        """Answer a question for a proof."""
        self.uses += 1
        data, client = self._authenticator_data(0), self._client_data("webauthn.get", options)
        signed = data + hashlib.sha256(client).digest()
        signature = self._key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=client, authenticatorData=data, signature=signature, userHandle=b""
        )

    def _authenticator_data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([self.flags | flags]) + self.uses.to_bytes(4)

    def _client_data(self, kind: str, options: str) -> bytes:
        challenge = json.loads(options)["challenge"]
        data = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(data).encode()

    def _answer(self, **response: bytes) -> str:
        answer: dict[str, Any] = {
            "id": encoded(self.id),
            "rawId": encoded(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {name: encoded(value) for name, value in response.items()},
        }
        return json.dumps(answer)
