"""How many wrong tries there are, for whom."""

from __future__ import annotations

import pytest

from companion.accounts.throttle import Throttle, Try
from companion.errors import ThrottledError


def tries_until_refused(throttle: Throttle, *attempts: Try) -> int:
    for number, attempt in enumerate(attempts):
        try:
            throttle.admit(attempt)
        except ThrottledError:
            return number
        throttle.count(attempt)
    return len(attempts)


def test_one_address_has_five_tries_for_a_name_and_twenty_for_all() -> None:
    throttle = Throttle()

    assert tries_until_refused(throttle, *[Try("ola", "198.51.100.7")] * 9) == 5
    others = [Try(f"name-{number}", "198.51.100.7") for number in range(30)]
    assert tries_until_refused(throttle, *others) == 15
    assert tries_until_refused(throttle, Try("ola", "198.51.100.8")) == 1


def test_many_addresses_together_have_a_hundred_tries_for_a_name() -> None:
    throttle = Throttle()
    crowd = [Try("ola", f"198.51.{number}.7") for number in range(150)]

    assert tries_until_refused(throttle, *crowd) == 100

    known = Try("ola", "198.51.3.7", known="a browser of ola")
    assert tries_until_refused(throttle, known, known) == 2, "the owner is not shut out"
    assert tries_until_refused(throttle, Try("rue", "203.0.113.9")) == 1


def test_a_known_browser_has_tries_of_its_own_and_not_endless_ones() -> None:
    stolen = Try("ola", "198.51.100.7", known="a browser of ola")

    assert tries_until_refused(Throttle(), *[stolen] * 20) == 10


@pytest.mark.parametrize("other", ["2001:db8:1:2::9", "2001:db8:1:2:ffff::1%eth0"])
def test_a_network_of_ipv6_is_one_address(other: str) -> None:
    throttle = Throttle()
    tries = [Try("ola", "2001:db8:1:2::1"), Try("ola", other)] * 3

    assert tries_until_refused(throttle, *tries) == 5
    assert tries_until_refused(throttle, Try("ola", "2001:db8:1:3::1")) == 1
