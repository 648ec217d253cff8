"""The least that publishing takes: ``bare_publish LIST FOLDER``, python-tuf alone.

Signs targets, snapshot and timestamp for the bytes in LIST with one key and writes the four files.
No database, no rules, no look at what is published, nothing forced to the disk.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp


def main() -> None:
    content, folder = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    signer = CryptoSigner.generate_ed25519()
    expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=7)
    target = TargetFile.from_data("list/sites-v1.json", content, ["sha256"])
    signed: list[Targets | Snapshot | Timestamp] = [
        Targets(expires=expires, targets={target.path: target}),
        Snapshot(expires=expires),
        Timestamp(expires=expires),
    ]
    (folder / "list").write_bytes(content)
    data = b""
    for each in signed:
        if isinstance(each, Snapshot):
            each.meta["targets.json"] = MetaFile.from_data(1, data, ["sha256"])
        elif isinstance(each, Timestamp):
            each.snapshot_meta = MetaFile.from_data(1, data, ["sha256"])
        metadata: Metadata[Any] = Metadata(each)
        metadata.sign(signer)
        data = metadata.to_bytes()
        (folder / f"{each.type}.json").write_bytes(data)


if __name__ == "__main__":
    main()
