"""``sidestep init``, ``publish`` and ``refresh``: what is published, and what never is."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from companion.publishing.lock import publish_lock
from companion.signing.keys import load_keys
from companion.signing.roles import ROLES
from companion.trust import Trust, read_trust
from tests.companion.support import Home


def trust(home: Home) -> Trust:
    return read_trust(home.path, now=datetime.now(UTC))


def published(home: Home) -> Any:
    return json.loads(trust(home).list_bytes)


def test_init_publishes_an_empty_list_that_says_it_is_for_development(home: Home) -> None:
    assert published(home) == {"entries": [], "format": 1, "searches": []}
    assert trust(home).development
    assert trust(home).thresholds == dict.fromkeys(ROLES, 1)


def test_init_leaves_keys_that_only_their_owner_can_read(home: Home) -> None:
    assert stat.S_IMODE(home.config.keys.stat().st_mode) == 0o700
    keys = list(home.config.keys.iterdir())
    assert {key.name for key in keys} == {f"{role}.pem" for role in ROLES}
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}


def test_init_never_overwrites_a_home(home: Home) -> None:
    before = {path: path.read_bytes() for path in home.path.rglob("*") if path.is_file()}

    refusal = home.sidestep("init")

    assert (refusal.code, refusal.err.count("\n")) == (2, 1)
    assert {path: path.read_bytes() for path in home.path.rglob("*") if path.is_file()} == before


def test_init_finishes_what_an_interrupted_init_began(home: Home) -> None:
    signers = load_keys(home.config.keys, ROLES)
    for file in home.config.repository.rglob("*.json"):
        file.unlink()

    assert home.sidestep("init").code == 0

    assert {role: key.public_key for role, key in load_keys(home.config.keys, ROLES).items()} == {
        role: key.public_key for role, key in signers.items()
    }
    assert trust(home).list_version == 1


def test_a_host_that_is_added_and_published_is_in_a_new_version(home: Home) -> None:
    home.add("help.test")
    assert published(home)["entries"] == []

    done = home.sidestep("publish")

    assert (done.code, done.out) == (0, "version 2\n")
    assert published(home)["entries"] == [{"host": "help.test", "subdomains": True}]


def test_a_removed_host_is_gone_from_the_next_version(home: Home) -> None:
    home.add("help.test")
    home.sidestep("publish")
    home.sidestep("entry", "remove", "help.test")

    assert home.sidestep("publish").out == "version 3\n"
    assert published(home)["entries"] == []


def test_unverified_sites_are_never_published(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("host,name,category,evidence\nnew.test,New,other,https://new.test/\n")
    assert home.sidestep("entry", "import", str(file)).code == 0
    home.add("help.test")

    home.sidestep("publish")

    assert [entry["host"] for entry in published(home)["entries"]] == ["help.test"]
    assert trust(home).unverified_hosts == ()


def test_only_what_the_extension_needs_leaves_the_companion(home: Home) -> None:
    home.add("b.help.test", "--exact-host", "--country=GB", "--language=en")
    home.add("police.test", "--path=/b", "--path=/a")
    home.add("help.test")
    home.sidestep("search-term", "add", "refuge", "--language=en")
    home.sidestep("search-term", "add", "zuflucht", "--language=de")

    home.sidestep("publish")

    assert trust(home).list_bytes == (
        b'{"entries":['
        b'{"host":"help.test","subdomains":true},'
        b'{"host":"b.help.test","subdomains":false},'
        b'{"host":"police.test","paths":["/a","/b"],"subdomains":true}'
        b'],"format":1,"searches":['
        b'{"language":"de","term":"zuflucht"},{"language":"en","term":"refuge"}]}'
    )


def test_publishing_the_same_again_keeps_the_version_and_renews_the_rest(home: Home) -> None:
    home.add("help.test")
    home.sidestep("publish")
    before = trust(home)

    assert home.sidestep("publish").out == "version 2\n"

    after = trust(home)
    assert (after.targets, after.list_bytes) == (before.targets, before.list_bytes)
    assert after.timestamp != before.timestamp


def test_refresh_renews_snapshot_and_timestamp_and_nothing_else(home: Home) -> None:
    home.add("help.test")
    before = trust(home)

    assert home.sidestep("refresh").out == "version 1\n"

    after = trust(home)
    assert (after.root, after.targets, after.list_bytes) == (
        before.root,
        before.targets,
        before.list_bytes,
    )
    assert json.loads(after.snapshot)["signed"]["version"] == 2
    assert json.loads(after.timestamp)["signed"]["version"] == 2


def test_refresh_asks_for_the_two_keys_that_it_needs(home: Home) -> None:
    for role in ("root", "targets"):
        (home.config.keys / f"{role}.pem").unlink()

    assert home.sidestep("refresh").code == 0
    refusal = home.sidestep("publish")
    assert refusal.code == 1
    assert "targets.pem" in refusal.err


@pytest.mark.parametrize("command", ["publish", "refresh"])
def test_of_two_at_once_one_is_told(home: Home, command: str) -> None:
    home.add("help.test")
    with publish_lock(home.config.publish_lock):
        refusal = home.sidestep(command)

    assert (refusal.code, refusal.err.count("\n")) == (1, 1)
    assert "somebody else" in refusal.err
    assert trust(home).list_version == 1
    assert home.sidestep(command).code == 0


def test_two_processes_that_publish_at_once_leave_a_whole_list(home: Home) -> None:
    home.add("help.test")

    together = [home.process("publish") for _ in range(2)]
    ends = [process.communicate(timeout=30) for process in together]

    codes = [process.returncode for process in together]
    assert 0 in codes
    assert set(codes) <= {0, 1}
    for code, (_, said) in zip(codes, ends, strict=True):
        assert (code == 1) == ("somebody else" in said)
    assert [entry["host"] for entry in published(home)["entries"]] == ["help.test"]


@pytest.mark.parametrize("role", ["root", "targets", "snapshot", "timestamp"])
def test_a_key_that_others_can_read_is_not_used(home: Home, role: str) -> None:
    key = home.config.keys / f"{role}.pem"
    key.chmod(0o640)
    refusal = home.sidestep("publish")

    if role == "root":
        assert refusal.code == 0, "publishing does not touch the root key"
    else:
        assert refusal.code == 1
        assert str(key) in refusal.err
