"""Write a repository with python-tuf, the service's own library, for the extension's client.

Usage: ``python_repository.py DIRECTORY``. Every signature scheme signs one role; the names hold
what JSON writers treat differently. Prints, one JSON line each, values and their canonical form
as securesystemslib writes it.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

EXPIRES = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
CANONICAL_CASES: list[dict[str, Any]] = [
    {"b": 1, "a": [True, None, -5], "": {}},
    {'quote"': "back\\slash", "line": "a\nb\tc\x00\x7f"},
    {"\uffee": 1, "\U0001f600": 2, "é": 3, "z": 4},
]


def write(directory: Path) -> None:
    """Write ``metadata/`` and ``targets/`` below ``directory``."""
    signers = {
        "root": CryptoSigner.generate_ed25519(),
        "timestamp": CryptoSigner.generate_ecdsa(),
        "snapshot": CryptoSigner.generate_rsa(),
        "targets": CryptoSigner.generate_ed25519(),
        "délégué": CryptoSigner.generate_ecdsa(),
    }
    root = Root(expires=EXPIRES, consistent_snapshot=True)
    for role in ("root", "timestamp", "snapshot", "targets"):
        root.add_key(signers[role].public_key, role)
    root.unrecognized_fields["x-sidestep-development"] = True
    root.unrecognized_fields["x-names"] = CANONICAL_CASES

    targets, delegated = Targets(expires=EXPIRES), Targets(expires=EXPIRES)
    delegation = DelegatedRole("délégué", [], 1, True, ["below/*"])
    targets.delegations = Delegations({}, {delegation.name: delegation})
    targets.add_key(signers[delegation.name].public_key, delegation.name)
    add_target(directory, targets, "list/sites-v1.json", b'{"entries":[],"format":1,"searches":[]}')
    add_target(directory, delegated, "below/one.txt", b"delegated\n")

    snapshot, timestamp = Snapshot(expires=EXPIRES), Timestamp(expires=EXPIRES)
    snapshot.meta["targets.json"] = listed(
        sign(directory, "1.targets", targets, signers["targets"])
    )
    snapshot.meta["délégué.json"] = listed(
        sign(directory, "1.délégué", delegated, signers["délégué"])
    )
    timestamp.snapshot_meta = listed(sign(directory, "1.snapshot", snapshot, signers["snapshot"]))
    sign(directory, "timestamp", timestamp, signers["timestamp"])
    sign(directory, "1.root", root, signers["root"])
    root.version = 2
    sign(directory, "2.root", root, signers["root"])


def add_target(directory: Path, targets: Targets, path: str, data: bytes) -> None:
    """Describe ``data`` in ``targets`` and write it under its hash."""
    info = TargetFile.from_data(path, data)
    targets.targets[path] = info
    folder, _, name = path.rpartition("/")
    (directory / "targets" / folder).mkdir(parents=True, exist_ok=True)
    (directory / "targets" / folder / f"{info.hashes['sha256']}.{name}").write_bytes(data)


def sign(
    directory: Path, name: str, signed: Root | Timestamp | Snapshot | Targets, signer: CryptoSigner
) -> bytes:
    """Write ``signed`` as ``name`` and return its bytes."""
    metadata: Metadata[Any] = Metadata(signed)
    metadata.sign(signer)
    path = directory / "metadata" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata.to_file(str(path))
    return path.read_bytes()


def listed(data: bytes) -> MetaFile:
    """Describe metadata with its length and hashes."""
    return MetaFile.from_data(1, data, ["sha256", "sha512"])


if __name__ == "__main__":
    write(Path(sys.argv[1]))
    for case in CANONICAL_CASES:
        print(json.dumps({"value": case, "canonical": encode_canonical(case)}))
