"""A signed repository in memory, built on ``tuf.api`` and served over HTTP on loopback.

It signs honestly by itself, the list with two signatures as in production. An attack lays files
over the honest ones (``over``), and may sign them with any role's key, as a thief of it would.
"""

from __future__ import annotations

import copy
import gzip
import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

LIST = "list/sites-v1.json"
ROLES = ("root", "timestamp", "snapshot", "targets")

Answer = bytes | Callable[[BaseHTTPRequestHandler], None]


def list_of(*hosts: str) -> bytes:
    """Return a list of whole sites, as the companion would publish it."""
    entries = [{"host": host, "subdomains": True} for host in hosts]
    content = {"entries": entries, "format": 1, "searches": []}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


class Simulator:
    """``root``, ``targets`` and so on are the honest state, ``files`` what is served of it."""

    def __init__(self) -> None:
        expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=7)
        self.keys = {role: [CryptoSigner.generate_ed25519()] for role in ROLES}
        self.keys["targets"].append(CryptoSigner.generate_ed25519())
        self.files: dict[str, bytes] = {}
        self.over: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.root = Root(expires=expires, consistent_snapshot=True)
        for role in ROLES:
            for signer in self.keys[role]:
                self.root.add_key(signer.public_key, role)
            self.root.roles[role].threshold = len(self.keys[role])
        self.targets = Targets(expires=expires)
        self.snapshot = Snapshot(expires=expires)
        self.timestamp = Timestamp(expires=expires)
        for unpublished in (self.targets, self.snapshot, self.timestamp):
            unpublished.version = 0
        self.put_root(self.root)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/repository"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    # the honest publisher

    def publish(self, content: bytes) -> None:
        """One more version of targets, snapshot and timestamp, with ``content`` as the list."""
        self.over.clear()
        target = TargetFile.from_data(LIST, content, ["sha256"])
        self.targets.targets = {LIST: target}
        self.targets.version += 1
        self.files[self.target_name()] = content
        self._list_targets()
        self._list_snapshot()

    def target_name(self) -> str:
        sha256 = self.targets.targets[LIST].hashes["sha256"]
        return f"targets/list/{sha256}.sites-v1.json"

    def package(self) -> dict[str, bytes]:
        """Return what a package built now carries below ``trust/``, by name (gzip for the list)."""
        return {
            "repository.json": json.dumps({"url": self.url}).encode(),
            "root.json": self.files[f"metadata/{self.root.version}.root.json"],
            "timestamp.json": self.files["metadata/timestamp.json"],
            "snapshot.json": self.files[f"metadata/{self.snapshot.version}.snapshot.json"],
            "targets.json": self.files[f"metadata/{self.targets.version}.targets.json"],
            "list.gz": gzip.compress(self.files[self.target_name()]),
        }

    def _list_targets(self) -> None:
        data = self.sign(self.targets)
        self.files[f"metadata/{self.targets.version}.targets.json"] = data
        self.snapshot.version += 1
        self.snapshot.meta["targets.json"] = listed(self.targets, data)

    def _list_snapshot(self) -> None:
        data = self.sign(self.snapshot)
        self.files[f"metadata/{self.snapshot.version}.snapshot.json"] = data
        self.timestamp.version += 1
        self.timestamp.snapshot_meta = listed(self.snapshot, data)
        self.files["metadata/timestamp.json"] = self.sign(self.timestamp)

    # what an attacker does with it

    def forge(
        self,
        role: str,
        change: Callable[[Any], None] = lambda signed: None,
        *,
        by: list[CryptoSigner] | None = None,
        hashes: bool = True,
        edit: Callable[[bytes], bytes] = lambda data: data,
    ) -> None:
        """Lay the next version of ``role`` over the honest one, and of the roles that vouch for it.

        Args:
            change: is given the copy that is signed. by: who signs ``role``; its own keys unless
            said. hashes: whether the role above lists hash and length of it. edit: changes the
            bytes after they were signed.
        """
        signed = copy.deepcopy(getattr(self, role))
        signed.version += 1
        change(signed)
        data = edit(self.sign(signed, by))
        version = getattr(self, role).version + 1
        # a client may have trusted it: the number is never used again
        getattr(self, role).version = version
        if role == "timestamp":
            self.over["metadata/timestamp.json"] = data
            return
        self.over[f"metadata/{version}.{role}.json"] = data
        meta = listed(signed, data) if hashes else MetaFile(version)
        meta.version = version

        def vouch(above: Any) -> None:
            if role == "targets":
                above.meta["targets.json"] = meta
            else:
                above.snapshot_meta = meta

        self.forge("snapshot" if role == "targets" else "timestamp", vouch)

    def put_root(self, root: Root, *signers: CryptoSigner) -> None:
        data = self.sign(root, list(signers) or None)
        self.files[f"metadata/{root.version}.root.json"] = data

    def next_root(self, change: Callable[[Root], None], *signers: CryptoSigner) -> None:
        """Lay a root with ``change`` over the place of the next one."""
        root = copy.deepcopy(self.root)
        root.version += 1
        place = f"metadata/{root.version}.root.json"
        change(root)
        self.over[place] = self.sign(root, list(signers) or None)

    def sign(self, signed: Signed, by: list[CryptoSigner] | None = None) -> bytes:
        metadata: Metadata[Any] = Metadata(copy.deepcopy(signed))
        for signer in self.keys[signed.type] if by is None else by:
            metadata.sign(signer, append=True)
        return metadata.to_bytes()

    # the server

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        simulator = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.removeprefix("/repository/")
                simulator.requests.append(name)
                answer = simulator.over.get(name, simulator.files.get(name))
                if callable(answer):
                    answer(self)
                elif answer is None:
                    self._send(404, b"")
                else:
                    self._send(200, answer)

            def _send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing: ``requests`` has it."""

        return Handler


def listed(signed: Signed, data: bytes) -> MetaFile:
    return MetaFile.from_data(signed.version, data, ["sha256"])
