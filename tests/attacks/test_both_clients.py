"""python-tuf's own client and the extension's refuse the same, and accept the same afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Root

from tests.attacks.clients import CLIENTS, Client, RefusedError, Sidestep
from tests.attacks.simulator import LIST, Simulator, list_of
from tests.attacks.variants import VARIANTS, YESTERDAY, Variant
from tests.browser.support.waiting import until

SECOND = list_of("second.test")
ERRORS = {
    "bad-signature": "BadSignatureError",
    "bad-hash": "BadHashError",
    "bad-metadata": "BadMetadataError",
    "expired": "ExpiredError",
    "mix-and-match": "MixAndMatchError",
    "no-target": "NoTargetError",
    "rollback": "RollbackError",
    "too-large": "TooLargeError",
    "unreachable": "UnreachableError",
}


def new_clients(folder: Path, simulator: Simulator) -> list[Client]:
    """Return a client of each kind that was shipped with the first root."""
    clients = [kind(folder / kind.__name__, simulator.url) for kind in CLIENTS]
    for client in clients:
        client.trust(simulator.files["metadata/1.root.json"])
    return clients


@dataclass(frozen=True)
class Seen:
    """A repository and a folder with clients that have seen its second list."""

    simulator: Simulator
    folder: Path


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("seen")
    with Simulator() as simulator:
        simulator.publish(list_of("first.test"))
        simulator.publish(SECOND)
        assert [client.update() for client in new_clients(folder, simulator)] == [SECOND, SECOND]
        yield Seen(simulator, folder)


@pytest.fixture
def clients(seen: Seen, tmp_path: Path) -> list[Client]:
    """Copies of the clients, for one test; the repository is honest again."""
    seen.simulator.over.clear()
    shutil.copytree(seen.folder, tmp_path / "clients")
    return [kind(tmp_path / "clients" / kind.__name__, seen.simulator.url) for kind in CLIENTS]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: f"{each.attack}: {each.name}")
def test_both_refuse_and_a_good_mirror_afterwards_is_believed(
    variant: Variant, seen: Seen, clients: list[Client]
) -> None:
    seen.simulator.publish(list_of("third.test"))
    variant.apply(seen.simulator)

    for client in clients:
        with pytest.raises(RefusedError) as refused:
            client.update()
        if isinstance(client, Sidestep):
            assert str(refused.value).startswith(f"{ERRORS[variant.code]}: ")

    later = list_of("good.test", f"{variant.code}.test")
    seen.simulator.publish(later)
    assert [client.update() for client in clients] == [later, later]


def test_every_attack_of_the_specification_that_a_file_can_be_is_among_them() -> None:
    assert {variant.attack for variant in VARIANTS} == {
        "arbitrary software",
        "endless data",
        "freeze",
        "mix-and-match",
        "rollback",
        "key compromise",
        "wrong software",
    }


def test_freeze_an_unchanged_timestamp_is_refused_once_it_has_expired(
    seen: Seen, clients: list[Client]
) -> None:
    third = list_of("third.test")
    seen.simulator.publish(third)
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=6)
    seen.simulator.forge("timestamp", lambda signed: setattr(signed, "expires", end))
    assert [client.update() for client in clients] == [third, third]

    until(lambda: datetime.now(UTC) > end, "the timestamp has expired")

    for client in clients:
        with pytest.raises(RefusedError, match=r"(?i)expired"):
            client.update()


def test_freeze_a_root_that_has_expired_is_not_the_last(tmp_path: Path) -> None:
    with Simulator() as simulator:
        simulator.publish(SECOND)
        clients = new_clients(tmp_path, simulator)
        simulator.root.version += 1
        end, simulator.root.expires = simulator.root.expires, YESTERDAY
        simulator.put_root(simulator.root)
        for client in clients:
            with pytest.raises(RefusedError, match=r"(?i)expired"):
                client.update()

        simulator.root.version += 1
        simulator.root.expires = end
        simulator.put_root(simulator.root)
        assert [client.update() for client in clients] == [SECOND, SECOND]


def test_fast_forward_both_recover_by_new_keys_in_the_next_root(tmp_path: Path) -> None:
    with Simulator() as simulator:
        simulator.publish(SECOND)
        clients = new_clients(tmp_path, simulator)
        honest = simulator.timestamp.version
        simulator.forge("timestamp", lambda signed: setattr(signed, "version", 2**40))
        assert [client.update() for client in clients] == [SECOND, SECOND]

        simulator.timestamp.version = honest
        simulator.publish(list_of("third.test"))
        for client in clients:
            with pytest.raises(RefusedError):
                client.update()

        rotate(simulator, "timestamp")
        later = list_of("fourth.test")
        simulator.publish(later)
        assert [client.update() for client in clients] == [later, later]


def rotate(simulator: Simulator, role: str) -> None:
    (old,) = simulator.keys[role]
    new = type(old).generate_ed25519()
    simulator.root.version += 1
    simulator.root.revoke_key(old.public_key.keyid, role)
    simulator.root.add_key(new.public_key, role)
    simulator.keys[role] = [new]
    simulator.put_root(simulator.root)


def test_extraneous_dependencies_nothing_is_fetched_that_was_not_asked_for(
    seen: Seen, clients: list[Client]
) -> None:
    def more(signed: Any) -> None:
        other = type(signed.targets[LIST]).from_data("list/other.json", b"more", ["sha256"])
        signed.targets["list/other.json"] = other

    third = list_of("third.test")
    seen.simulator.publish(third)
    seen.simulator.forge("targets", more)
    for client in clients:
        seen.simulator.requests.clear()
        assert client.update() == third
        assert seen.simulator.requests[-1] == seen.simulator.target_name()
        assert not any("other" in name for name in seen.simulator.requests)


def test_both_take_proto_as_a_name_like_others(seen: Seen, clients: list[Client]) -> None:
    def named(signed: Any) -> None:
        signed.unrecognized_fields["__proto__"] = {"polluted": True}
        signed.targets["__proto__"] = signed.targets[LIST]

    third = list_of("third.test")
    seen.simulator.publish(third)
    seen.simulator.forge("targets", named)
    assert [client.update() for client in clients] == [third, third]


def test_enough_good_signatures_beside_a_bad_one_are_enough(
    seen: Seen, clients: list[Client]
) -> None:
    third = list_of("third.test")
    seen.simulator.publish(third)
    (own,) = seen.simulator.keys["timestamp"]
    signers = [own, type(own).generate_ed25519(), type(own).generate_ed25519()]

    def two_of_three(root: Root) -> None:
        for signer in signers:
            root.add_key(signer.public_key, "timestamp")
        root.roles["timestamp"].threshold = 2

    seen.simulator.next_root(two_of_three)
    for good, bad in ((1, 2), (2, 1)):
        seen.simulator.forge("timestamp", by=signers, edit=lambda data, n=bad: break_first(data, n))  # type: ignore[misc]
        if good == 2:
            assert [client.update() for client in clients] == [third, third]
            continue
        for client in clients:
            with pytest.raises(RefusedError, match=r"(?i)signature|signed"):
                client.update()


def break_first(data: bytes, count: int) -> bytes:
    metadata = json.loads(data)
    for signature in metadata["signatures"][:count]:
        signature["sig"] = "00" * 64
    return json.dumps(metadata).encode()


def test_ours_alone_refuses_a_version_that_javascript_cannot_count_to(
    seen: Seen, clients: list[Client]
) -> None:
    third = list_of("third.test")
    seen.simulator.publish(third)
    version = seen.simulator.timestamp.version
    seen.simulator.forge("timestamp", lambda signed: setattr(signed, "version", 2**53 + 1))
    seen.simulator.timestamp.version = version
    theirs, ours = clients
    assert theirs.update() == third
    with pytest.raises(RefusedError, match=r"BadMetadataError: .*above 2\^53"):
        ours.update()
