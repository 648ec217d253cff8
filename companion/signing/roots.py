"""Root metadata: which keys speak for which role, and how many of them are needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tuf.api.metadata import Metadata, Root

from companion.signing.keys import Signer
from companion.signing.roles import DEVELOPMENT_FIELD, ROOT, expiry


def create_development_root(signers: Mapping[str, Signer], *, at: datetime) -> bytes:
    """Return version 1 of a root that gives each role its one key and says what it is for."""
    root = Root(
        version=1,
        expires=expiry(ROOT, at=at),
        consistent_snapshot=True,
        unrecognized_fields={DEVELOPMENT_FIELD: True},
    )
    for role, signer in signers.items():
        root.add_key(signer.public_key, role)
    metadata = Metadata(root)
    metadata.sign(signers[ROOT])
    return metadata.to_bytes()
