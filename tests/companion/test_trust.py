"""What a package is built from: verified bytes, and an honest account of them."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from companion.clock import utc_now
from companion.errors import RepositoryError
from companion.trust import read_trust
from tests.companion.support import Home


def test_the_bytes_are_those_that_are_served(home: Home) -> None:
    home.add("help.test")
    home.sidestep("publish")

    trust = read_trust(home.path, now=utc_now())

    assert trust.root == home.files.read("root", 1)
    assert trust.timestamp == home.files.read("timestamp")
    assert trust.snapshot == home.files.read("snapshot", 2)
    assert trust.targets == home.files.read("targets", 2)
    assert (
        trust.list_bytes
        == b'{"entries":[{"host":"help.test","subdomains":true}],"format":1,"searches":[]}'
    )
    assert trust.list_version == 2


def test_a_list_lasts_as_long_as_renewing_the_rest_can_keep_it(home: Home) -> None:
    trust = read_trust(home.path, now=utc_now())

    assert trust.list_expires == trust.expires["targets"]
    assert trust.next_expiry == trust.expires["timestamp"]


def test_nothing_is_read_from_a_home_whose_list_has_expired(home: Home) -> None:
    with pytest.raises(RepositoryError, match="timestamp expired"):
        read_trust(home.path, now=utc_now() + timedelta(days=8))


def test_nothing_is_read_from_a_home_that_is_none(home: Home) -> None:
    with pytest.raises(RepositoryError, match=r"1\.root\.json is missing"):
        read_trust(home.path / "elsewhere", now=utc_now())


def test_a_published_site_that_was_taken_off_the_list_since_counts_as_unverified(
    home: Home,
) -> None:
    for host in ("help.test", "police.test"):
        home.add(host)
    home.sidestep("publish")
    assert read_trust(home.path, now=utc_now()).unverified_hosts == ()

    home.sidestep("entry", "remove", "help.test")

    assert read_trust(home.path, now=utc_now()).unverified_hosts == ("help.test",)


def test_without_a_database_nobody_has_looked_at_anything(home: Home) -> None:
    home.add("help.test")
    home.sidestep("publish")
    home.config.database.unlink()
    shutil.rmtree(home.config.keys)

    assert read_trust(home.path, now=utc_now()).unverified_hosts == ("help.test",)
