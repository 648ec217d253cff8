"""Certificates for demo hosts: one per host, so that no certificate names a second site."""

from __future__ import annotations

import base64
import hashlib
import ssl
import tempfile
from pathlib import Path
from threading import Lock

import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Certificates:
    """A throw-away authority and the certificates it has issued, kept in memory.

    Chains include the authority itself: a browser told to accept its public key accepts every
    host of it.
    """

    def __init__(self) -> None:
        self._authority = trustme.CA(key_type=trustme.KeyType.ECDSA, organization_name="Demo sites")
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = Lock()

    @property
    def spki(self) -> str:
        """Base64 SHA-256 of the authority's public key, the form in which Chromium takes it."""
        certificate = x509.load_pem_x509_certificate(self._authority.cert_pem.bytes())
        key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(hashlib.sha256(key).digest()).decode()

    def write_authority(self, path: Path) -> None:
        """Write the authority's certificate as PEM, for a browser profile or ``ssl`` to trust."""
        self._authority.cert_pem.write_to_path(path)

    def context_for(self, host: str) -> ssl.SSLContext:
        """The server context of ``host``, issued on first use."""
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self._issue(host)
            return self._contexts[host]

    def _issue(self, host: str) -> ssl.SSLContext:
        leaf = self._authority.issue_cert(host, common_name=host, key_type=trustme.KeyType.ECDSA)
        blobs = [leaf.private_key_pem, *leaf.cert_chain_pems, self._authority.cert_pem]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # ``ssl`` loads a chain only from a file.
        with tempfile.TemporaryDirectory() as folder:
            pem = Path(folder, "chain.pem")
            pem.write_bytes(b"".join(blob.bytes() for blob in blobs))
            context.load_cert_chain(pem)
        return context
