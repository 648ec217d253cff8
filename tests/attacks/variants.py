"""The tampered repositories, by the attack of the specification's section 1.5.2 that each one is.

Each attacks a client that has seen the second list, at a moment when the third is published. It is
refused by ours with ``code`` (``extension/list/tuf/errors.js``), and by python-tuf's own client.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import MetaFile, Root

from tests.attacks.simulator import LIST, Simulator, list_of

EVIL = list_of("evil.test")
OLDEST = 1
YESTERDAY = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


@dataclass(frozen=True)
class Variant:
    attack: str
    name: str
    code: str
    apply: Callable[[Simulator], None]


def stranger() -> list[CryptoSigner]:
    return [CryptoSigner.generate_ed25519()]


def by_a_stranger(role: str) -> Callable[[Simulator], None]:
    return lambda simulator: simulator.forge(role, by=stranger())


def expired(role: str) -> Callable[[Simulator], None]:
    def end(signed: Any) -> None:
        signed.expires = YESTERDAY

    return lambda simulator: simulator.forge(role, end)


def changed_after_signing(role: str) -> Callable[[Simulator], None]:
    def edit(data: bytes) -> bytes:
        return data.replace(b'"spec_version":"1.0.', b'"spec_version":"1.00.', 1)

    return lambda simulator: simulator.forge(role, edit=edit, hashes=False)


def evil_list_under_the_good_name(simulator: Simulator) -> None:
    good = simulator.files[simulator.target_name()]
    simulator.over[simulator.target_name()] = EVIL.ljust(len(good))[: len(good)]


def older_list_under_the_new_name(simulator: Simulator) -> None:
    """A file that was signed for this name once, and is not the one that is wanted now."""
    older = next(data for name, data in simulator.files.items() if name.startswith("targets/"))
    simulator.over[simulator.target_name()] = older


def one_signature_of_two(simulator: Simulator) -> None:
    simulator.forge("targets", by=simulator.keys["targets"][:1])


def oldest_timestamp(simulator: Simulator) -> None:
    timestamp = simulator.timestamp.version
    simulator.forge("timestamp", lambda signed: setattr(signed, "version", OLDEST))
    simulator.timestamp.version = timestamp


def names_oldest_snapshot(signed: Any) -> None:
    signed.snapshot_meta = MetaFile(OLDEST)


def names_oldest_targets(signed: Any) -> None:
    signed.meta["targets.json"] = MetaFile(OLDEST)


def names_no_targets(signed: Any) -> None:
    signed.meta = {"other.json": MetaFile(1)}


def other_version(role: str) -> Callable[[Simulator], None]:
    """Signed and unlisted: it never existed together with what names it."""

    def ahead(signed: Any) -> None:
        signed.version += 7

    return lambda simulator: simulator.forge(role, ahead, hashes=False)


def other_hash(simulator: Simulator) -> None:
    name = f"metadata/{simulator.snapshot.version}.snapshot.json"
    simulator.over[name] = simulator.files[name].replace(b"{", b" {", 1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b" " * 65_536)


def dropped(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.close_connection = True


def failing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(503)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def serves(name: str, answer: Any) -> Callable[[Simulator], None]:
    return lambda simulator: simulator.over.update({name: answer})


def longer_list(simulator: Simulator) -> None:
    simulator.over[simulator.target_name()] = endless


def root_by(*names: str) -> Callable[[Simulator], None]:
    """A root that gives its role a new key; ``names`` of ``old`` and ``new`` sign it."""

    def apply(simulator: Simulator) -> None:
        signers = {"old": simulator.keys["root"][0], "new": stranger()[0]}

        def rotate(root: Root) -> None:
            root.revoke_key(signers["old"].public_key.keyid, "root")
            root.add_key(signers["new"].public_key, "root")

        simulator.next_root(rotate, *(signers[name] for name in names))

    return apply


def skipped_root(simulator: Simulator) -> None:
    simulator.next_root(lambda root: setattr(root, "version", root.version + 1))


def keyid_twice(data: bytes) -> bytes:
    """Two signatures under one keyid must not count as two."""
    start = data.index(b'{"keyid"') if b'{"keyid"' in data else data.index(b'{\n   "keyid"')
    end = data.index(b"}", start) + 1
    return data[:end] + b"," + data[start:end] + data[end:]


def signed_twice(simulator: Simulator) -> None:
    simulator.forge("timestamp", edit=keyid_twice)


def no_list(simulator: Simulator) -> None:
    simulator.forge("targets", lambda signed: signed.targets.pop(LIST))


TIMESTAMP = "metadata/timestamp.json"
NEXT_ROOT = "metadata/2.root.json"

VARIANTS = (
    Variant(
        "arbitrary software", "timestamp by a stranger", "bad-signature", by_a_stranger("timestamp")
    ),
    Variant(
        "arbitrary software", "snapshot by a stranger", "bad-signature", by_a_stranger("snapshot")
    ),
    Variant("arbitrary software", "list exchanged", "bad-hash", evil_list_under_the_good_name),
    Variant(
        "arbitrary software",
        "timestamp changed after signing",
        "bad-signature",
        changed_after_signing("timestamp"),
    ),
    Variant(
        "arbitrary software",
        "targets changed after signing",
        "bad-signature",
        changed_after_signing("targets"),
    ),
    Variant(
        "arbitrary software",
        "bytes that are not UTF-8",
        "bad-metadata",
        serves(TIMESTAMP, b"\xff\xfe{}"),
    ),
    Variant("arbitrary software", "no JSON", "bad-metadata", serves(TIMESTAMP, b"{")),
    Variant("endless data", "timestamp without end", "too-large", serves(TIMESTAMP, endless)),
    Variant(
        "endless data", "timestamp of 10 MB", "too-large", serves(TIMESTAMP, b" " * 10_000_000)
    ),
    Variant("endless data", "list without end", "too-large", longer_list),
    Variant("freeze", "expired timestamp", "expired", expired("timestamp")),
    Variant("freeze", "expired snapshot", "expired", expired("snapshot")),
    Variant("freeze", "expired targets", "expired", expired("targets")),
    Variant(
        "freeze", "connection dropped on the next root", "unreachable", serves(NEXT_ROOT, dropped)
    ),
    Variant("freeze", "error on the next root", "unreachable", serves(NEXT_ROOT, failing)),
    Variant(
        "mix-and-match", "snapshot of another version", "mix-and-match", other_version("snapshot")
    ),
    Variant(
        "mix-and-match", "targets of another version", "mix-and-match", other_version("targets")
    ),
    Variant("mix-and-match", "snapshot of another hash", "too-large", other_hash),
    Variant("rollback", "oldest timestamp", "rollback", oldest_timestamp),
    Variant(
        "rollback",
        "oldest snapshot",
        "rollback",
        lambda simulator: simulator.forge("timestamp", names_oldest_snapshot),
    ),
    Variant(
        "rollback",
        "oldest targets",
        "rollback",
        lambda simulator: simulator.forge("snapshot", names_oldest_targets),
    ),
    Variant(
        "rollback",
        "targets no longer listed",
        "rollback",
        lambda simulator: simulator.forge("snapshot", names_no_targets),
    ),
    Variant(
        "key compromise",
        "timestamp and snapshot keys stolen",
        "bad-signature",
        by_a_stranger("targets"),
    ),
    Variant("key compromise", "one of two list keys stolen", "bad-signature", one_signature_of_two),
    Variant("key compromise", "root by its new key alone", "bad-signature", root_by("new")),
    Variant("key compromise", "root by its old key alone", "bad-signature", root_by("old")),
    Variant("key compromise", "a root skipped", "rollback", skipped_root),
    Variant("key compromise", "one signature twice", "bad-metadata", signed_twice),
    Variant(
        "wrong software", "older list under the new name", "bad-hash", older_list_under_the_new_name
    ),
    Variant("wrong software", "no list", "no-target", no_list),
)
