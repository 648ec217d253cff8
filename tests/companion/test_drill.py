"""Three people, three folders, one compromised key: from the ceremony to recovery.

The attacker has Ada's key and her passphrase, and the server that hands out the list, with its own
two keys. That is everything but a second person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tuf.api.exceptions import RepositoryError as ClientRefusal
from tuf.api.metadata import Key, Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from companion.clock import utc_now
from companion.publishing.files import LIST_NAME, RepositoryFiles
from companion.publishing.target import list_target, list_targets
from companion.publishing.verification import verify_repository
from companion.releases.changes import Line
from companion.signing.holders import open_holder_key
from companion.signing.keys import Signer, load_key
from companion.signing.roles import ROLES, SNAPSHOT, TARGETS, TIMESTAMP, expiry
from companion.signing.roots import RoleChange, next_root
from tests.companion.clients import PythonClient, ShippedClient
from tests.companion.coalition import Coalition
from tests.companion.support import serving

SITES = [f"help-{number}.org.uk" for number in range(1, 13)]
EVIL = [Line("look-alike.org.uk", subdomains=True)]


class Attacker:
    """Whoever holds these keys and can write what clients fetch."""

    def __init__(self, files: RepositoryFiles, people: list[Signer], online: dict[str, Signer]):
        self.files, self.people, self.online = files, people, online

    def publish(self, *, version: int) -> None:
        """Serve another list, signed with all that there is."""
        content = list_target(EVIL, [])
        targets = Metadata(list_targets(content, version, mass_removal=version, at=utc_now()))
        for signer in self.people:
            targets.sign(signer, append=True)
        digest = targets.signed.targets[LIST_NAME].hashes["sha256"]
        self.files.write_target(LIST_NAME, digest, content)
        self.files.write(TARGETS, version, targets.to_bytes())
        meta = {"targets.json": MetaFile.from_data(version, targets.to_bytes(), ["sha256"])}
        number = 1_000 + version
        snapshot = Metadata(Snapshot(number, expires=expiry(SNAPSHOT, at=utc_now()), meta=meta))
        snapshot.sign(self.online[SNAPSHOT])
        self.files.write(SNAPSHOT, number, snapshot.to_bytes())
        info = MetaFile.from_data(number, snapshot.to_bytes(), ["sha256"])
        timestamp = Metadata(
            Timestamp(number, expires=expiry(TIMESTAMP, at=utc_now()), snapshot_meta=info)
        )
        timestamp.sign(self.online[TIMESTAMP])
        self.files.write(TIMESTAMP, None, timestamp.to_bytes())

    def publish_root(self, current: Root, own: Key) -> None:
        """Serve a root in which only the attacker counts."""
        everybody = frozenset(current.roles["root"].keyids)
        change = RoleChange([own], everybody, threshold=1)
        root = next_root(current, {"root": change, "targets": change}, at=utc_now())
        for signer in self.people:
            root.sign(signer, append=True)
        self.files.write("root", root.signed.version, root.to_bytes())


@dataclass
class Scene:
    """The coalition, and the clients that people have."""

    coalition: Coalition
    clients: list[PythonClient | ShippedClient]

    @property
    def files(self) -> RepositoryFiles:
        return self.coalition.home.files

    def hosts(self) -> list[list[str]]:
        return [sorted(client.hosts()) for client in self.clients]

    def refusals(self) -> int:
        """How many clients refuse what is served now."""
        refused = 0
        for client in self.clients:
            try:
                client.hosts()
            except (ClientRefusal, AssertionError):
                refused += 1
        return refused

    def served(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.files.directory.rglob("*.json")}

    def put_back(self, served: dict[Path, bytes]) -> None:
        """The server is cleaned: what it serves is again what was published."""
        for path in self.files.directory.rglob("*.json"):
            if path not in served:
                path.unlink()
        for path, data in served.items():
            path.write_bytes(data)

    def attacker(self, *people: str) -> Attacker:
        """Somebody who has taken these people's keys, and all that lies on the server."""
        holders = [self.coalition.holders[name] for name in people]
        keys = self.coalition.home.config.keys
        return Attacker(
            self.files,
            [open_holder_key(holder.key, holder.passphrase) for holder in holders],
            {role: load_key(keys / f"{role}.pem") for role in (SNAPSHOT, TIMESTAMP)},
        )


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """After the ceremony and a first list, each holder in a folder of their own."""
    coalition = Coalition(tmp_path / "coalition")
    coalition.ceremony()
    for host in SITES:
        coalition.add_site(host)
    coalition.release(signers=("ada", "ben"))
    root = coalition.home.files.read("root", 1)
    with serving(coalition.home) as server:
        yield Scene(
            coalition,
            [
                PythonClient(coalition.home.files, tmp_path / "python-client"),
                ShippedClient(root, server.repository, tmp_path / "shipped-client"),
            ],
        )


def test_one_compromised_key_changes_nothing_and_is_replaced(scene: Scene) -> None:
    coalition = scene.coalition
    assert scene.hosts() == [sorted(SITES)] * 2
    well = scene.served()
    root = verify_repository(scene.files, at=utc_now()).root

    # one person's key and the whole server are not enough for another list, nor for another root
    thief = scene.attacker("ada")
    thief.publish(version=2)
    assert scene.refusals() == 2
    scene.put_back(well)
    thief.publish_root(root, thief.people[0].public_key)
    assert scene.refusals() == 2
    scene.put_back(well)

    # recovery: ben and cyd sign the list, then a root without ada's key and with new online keys
    ada2 = coalition.new_key("ada-2", folder="ada")
    coalition.release("--renew", "--emergency=the key of ada leaked", signers=("ben", "cyd"))
    coalition.sidestep(
        *("keys", "rotate", "root", "targets", "snapshot", "timestamp"),
        *("--remove=ada", f"--add={ada2.public}"),
    )
    stolen = coalition.holders["ada"].sign(
        "keys", coalition.request("root", 2), coalition.home.config.repository
    )
    assert "does not count" in stolen.err
    coalition.sign_root(2, "ben", "cyd")
    assert scene.hosts() == [sorted(SITES)] * 2
    assert coalition.home.sidestep("refresh").code == 0
    assert scene.hosts() == [sorted(SITES)] * 2

    # what was stolen is worth nothing now
    well = scene.served()
    thief.publish(version=3)
    assert scene.refusals() == 2
    scene.put_back(well)

    # the coalition goes on, with ada's new key
    coalition.add_site("new.org.uk")
    coalition.release(signers=("ada-2", "cyd"))
    protected = sorted([*SITES, "new.org.uk"])
    assert scene.hosts() == [protected] * 2

    # the server is broken into again: ada's old key beside her new one is still one person
    well = scene.served()
    scene.attacker("ada", "ada-2").publish(version=4)
    assert scene.refusals() == 2
    scene.put_back(well)
    assert scene.refusals() == 2, "the thief's higher versions hold them back"
    coalition.sidestep("keys", "rotate", "snapshot", "timestamp")
    coalition.sign_root(3, "ada-2", "cyd")
    assert scene.hosts() == [protected] * 2

    status = coalition.home.sidestep("keys", "status").out
    assert "ada:" not in status
    assert "ada-2:" in status
    assert coalition.home.sidestep("audit", "verify").code == 0


def test_the_attack_would_succeed_with_two_keys(scene: Scene) -> None:
    """So it is the second key that the refusals above are about, and not a slip of the attacker."""
    scene.attacker("ada", "ben").publish(version=2)

    verified = verify_repository(scene.files, at=utc_now(), tolerate_expired=ROLES)
    assert Metadata[Targets].from_bytes(verified.data[TARGETS]).signed.version == 2
    assert scene.hosts() == [["look-alike.org.uk"]] * 2


def test_a_stolen_server_cannot_hold_clients_back_for_ever(scene: Scene) -> None:
    """Fast-forward: the thief of the online keys makes versions so high that ours look old."""
    coalition = scene.coalition
    well = scene.served()
    thief = scene.attacker("ada", "ben")  # two, so that clients follow
    thief.publish(version=500)
    assert scene.hosts() == [["look-alike.org.uk"]] * 2
    scene.put_back(well)
    assert scene.refusals() == 2, "ours look old now"

    for name in ("dora", "eli"):
        coalition.new_key(name)
    added = [f"--add={coalition.holders[name].public}" for name in ("dora", "eli")]
    coalition.sidestep(
        *("keys", "rotate", "root", "targets", "snapshot", "timestamp"),
        *added,
    )
    coalition.sign_root(2, "ben", "cyd")

    assert scene.hosts() == [sorted(SITES)] * 2
