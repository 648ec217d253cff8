"""What ``sidestep keys status`` says about each role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from tuf.api.metadata import Metadata, Root

from companion.cli.home import Home
from companion.errors import RepositoryError
from companion.publishing.verification import verify_repository, verify_root
from companion.signing.holders import read_public_half
from companion.signing.roles import ROLES


def role_lines(home: Home, *, at: datetime) -> Iterator[str]:
    """Yield one line for each role, with tabs between its fields."""
    names = {
        half.key.keyid: half.name
        for half in map(read_public_half, home.config.holders.glob("*.pub.json"))
    }
    root, root_data = verify_root(home.files)
    data: Mapping[str, bytes] = {"root": root_data}
    yield "role\tneeds\tkeys\tdays left\tsigned by"
    if home.files.has_timestamp():
        try:
            data = verify_repository(home.files, at=at, tolerate_expired=ROLES).data
        except RepositoryError as error:
            yield f"clients would refuse what is published: {error}"
    for role in ROLES:
        keyids = root.roles[role].keyids
        keys = " ".join(_named(keyid, names) for keyid in keyids)
        needs = f"{root.roles[role].threshold} of {len(keyids)}"
        yield "\t".join((role, needs, keys, *_signed(role, data.get(role), root, names, at=at)))


def _signed(
    role: str, data: bytes | None, root: Root, names: Mapping[str, str], *, at: datetime
) -> tuple[str, str]:
    if data is None:
        return ("not published", "")
    metadata = Metadata.from_bytes(data)
    result = root.get_verification_result(role, metadata.signed_bytes, metadata.signatures)
    left = metadata.signed.expires - at
    days = (
        f"{left.days}"
        if left.total_seconds() > 0
        else f"EXPIRED {metadata.signed.expires:%Y-%m-%d}"
    )
    return (days, " ".join(_named(keyid, names) for keyid in result.signed))


def _named(keyid: str, names: Mapping[str, str]) -> str:
    return f"{names[keyid]}:{keyid[:8]}" if keyid in names else keyid[:8]
