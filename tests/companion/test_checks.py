"""Checks of listed sites against servers that misbehave: what is found, and what never happens."""

from __future__ import annotations

import gc
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from companion.accounts.models import Role
from companion.checks.models import FindingState, Kind, Seen
from companion.checks.reach import USER_AGENT, Reach, is_public
from companion.checks.run import check_sites, probe_all
from companion.checks.schedule import CheckSchedule
from companion.checks.service import findings_after
from companion.checks.signs import parked_sign
from companion.checks.store import Findings
from companion.clock import utc_now
from companion.entries.models import Entry, State
from companion.entries.store import Store, open_store
from tests.companion.console import Console
from tests.companion.misbehaving import DRIPPING, ENDLESS, GARBLED, UNNAMED, Servers, misbehaving
from tests.companion.support import NOW, Home, an_entry

DEADLINE_S = 1.5
UNKNOWN = "unknown.test"


def loopback(host: str) -> Sequence[str]:
    if host == UNKNOWN:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return ["127.0.0.1"]


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Servers, ssl.SSLContext]]:
    with misbehaving() as running:
        yield running


@pytest.fixture
def reach(servers: tuple[Servers, ssl.SSLContext]) -> Reach:
    running, context = servers
    return Reach(
        allow_private=True,
        resolve=loopback,
        ports={"https": running.port, "http": running.port},
        context=context,
        deadline_s=DEADLINE_S,
    )


def no_pause(_seconds: float) -> None:
    """Servers on loopback need none."""


def seen(reach: Reach, *entries: Entry) -> list[tuple[str, Kind]]:
    return [
        (entry.host, each.kind)
        for entry, found in probe_all(entries, reach, no_pause)
        for each in found
    ]


def test_a_connection_that_goes_wrong_in_the_middle_of_a_page_is_closed(reach: Reach) -> None:
    with pytest.raises(ssl.SSLError):
        reach.get(f"https://{GARBLED}/")

    gc.collect()  # whatever is found open fails the test


def test_each_way_to_be_wrong_is_found_and_what_is_right_is_not(reach: Reach) -> None:
    wrong = {
        "gone.test": Kind.GONE,
        "broken.test": Kind.BROKEN,
        "parked.test": Kind.PARKED,
        "sold.test": Kind.ELSEWHERE,
        "script.test": Kind.ELSEWHERE,
        "plain.test": Kind.TLS,
        "loop.test": Kind.BROKEN,
        "babble.test": Kind.BROKEN,
        "odd.test": Kind.BROKEN,
        "silent.test": Kind.NO_ANSWER,
        DRIPPING: Kind.NO_ANSWER,
        UNNAMED: Kind.TLS,
        UNKNOWN: Kind.NO_NAME,
    }
    right = ["good.test", "bare.test", "guarded.test", ENDLESS]
    began = time.monotonic()

    found = seen(reach, *map(an_entry, [*right, *wrong]), an_entry("front.test", "/a", "/b"))

    assert dict(found) == {**wrong, "front.test": Kind.FRONT_PAGE}
    assert [host for host, _ in found].count("front.test") == 2
    assert time.monotonic() - began < 10 * DEADLINE_S


def test_a_site_is_asked_one_thing_at_a_time_by_somebody_who_says_who_they_are(
    servers: tuple[Servers, ssl.SSLContext], reach: Reach
) -> None:
    running, _ = servers
    running.requests.clear()
    running.at_once.clear()
    pauses: list[float] = []

    list(
        probe_all(
            [an_entry("bare.test"), an_entry("www.bare.test", *(f"/{at}" for at in range(7)))],
            reach,
            pauses.append,
        )
    )

    assert len(running.requests) == 7, "five paths at most"
    assert set(running.at_once.values()) == {1}
    assert len(pauses) == 6
    assert all(f"User-Agent: {USER_AGENT}\r\n" in each for each in running.requests)
    assert not any("Cookie" in each or "Referer" in each for each in running.requests)


def test_nothing_is_asked_of_a_private_network(
    servers: tuple[Servers, ssl.SSLContext], reach: Reach
) -> None:
    running, _ = servers
    running.requests.clear()
    careful = replace(reach, allow_private=False)
    mixed = replace(careful, resolve=lambda _: ["93.184.215.14", "127.0.0.1"])

    assert seen(careful, an_entry("good.test")) == [("good.test", Kind.PRIVATE)]
    assert seen(mixed, an_entry("good.test")) == [("good.test", Kind.PRIVATE)]
    assert running.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_addresses_that_everybody_reaches_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_page_that_writes_about_parked_domains_is_none() -> None:
    assert parked_sign("<p>This domain is for sale</p>") is not None
    assert parked_sign("<script>var x = 'buy this domain'</script><p>Help</p>") is None
    assert parked_sign("<p>" + "word " * 500 + "this domain is for sale</p>") is None


def test_a_finding_keeps_its_first_day_stays_aside_and_goes() -> None:
    gone = Seen(Kind.GONE, "https://help.test/", "status 404")
    (first,) = findings_after("help.test", [], [gone, gone], at=NOW)
    later = NOW + timedelta(days=7)

    (again,) = findings_after("help.test", [first], [gone], at=later)
    assert (again.first_seen, again.last_seen, again.state) == (NOW, later, FindingState.OPEN)
    aside = replace(first, state=FindingState.DISMISSED)
    assert findings_after("help.test", [aside], [gone], at=later)[0].state is aside.state
    (over,) = findings_after("help.test", [again], [], at=later)
    assert over.state is FindingState.GONE
    (back,) = findings_after("help.test", [over], [gone], at=later)
    assert (back.number, back.first_seen) == (0, later)


def test_a_check_finds_keeps_and_changes_nothing_else(store: Store, reach: Reach) -> None:
    store.add([an_entry("gone.test"), an_entry("good.test")])
    before = store.entries()

    results = {
        entry.host: [each.kind for each in found]
        for entry, found in check_sites(
            store, store.entries(), reach, clock=utc_now, pause=no_pause
        )
    }

    assert results == {"gone.test": [Kind.GONE], "good.test": []}
    assert store.entries() == before
    with store.session() as session:
        findings = Findings(session)
        assert [each.host for each in findings.open()] == ["gone.test"]
        assert findings.due(utc_now() - timedelta(days=7), 9) == []
        due = findings.due(utc_now() + timedelta(days=8), 9)
        assert [each.host for each in due] == ["gone.test", "good.test"] or len(due) == 2
        assert findings.count_open() == 1


def test_the_schedule_looks_at_a_share_of_what_is_due(store: Store, reach: Reach) -> None:
    store.add(an_entry("good.test" if not at else f"h{at}.unknown.test") for at in range(170))
    said: list[str] = []
    resolved = replace(reach, resolve=lambda _: loopback(UNKNOWN))

    with CheckSchedule(store, resolved, clock=utc_now, say=said.append, every_s=3600):
        deadline = time.monotonic() + 10
        while not said and time.monotonic() < deadline:
            time.sleep(0.02)

    assert said == ["2 sites checked, 2 findings"]


def test_findings_are_shown_and_put_aside_by_people(home: Home, reach: Reach) -> None:
    store = open_store(home.config.database)
    store.add([an_entry("gone.test", state=State.VERIFIED)])
    list(check_sites(store, store.entries(), reach, clock=utc_now, pause=no_pause))
    console = Console(home.config, store)
    edi, ola = console.sign_in("edi", Role.EDITOR), console.sign_in("ola", Role.OPERATOR)

    page = edi.get("/checks").text
    assert "The page is gone: status 404 (https://gone.test/)" in page
    assert "1 of 1 sites" in page
    assert "The page is gone" in edi.get("/sites/gone.test").text
    assert "Put aside" not in ola.get("/checks").text
    assert ola.post("/checks/1/dismiss", page="/").status_code == 403

    assert edi.post("/checks/1/dismiss", page="/").status_code == 303
    assert edi.post("/checks/1/dismiss", page="/").status_code == 400

    assert "Nothing is open" in edi.get("/checks").text
    assert store.trail()[-1].event.action == "finding.dismiss"
    list(check_sites(store, store.entries(), reach, clock=utc_now, pause=no_pause))
    assert "Nothing is open" in edi.get("/checks").text
    store.close()


def test_the_command_prints_what_it_finds_and_remembers_when_it_looked(home: Home) -> None:
    """The names of a development home are in no DNS, which is what it finds."""
    home.add("help.test")

    checked = home.sidestep("check")

    assert (checked.code, checked.err) == (0, "1 sites checked, 1 findings\n")
    assert checked.out.startswith("help.test\tno-name\thttps://help.test/\t")
    assert home.sidestep("check").err == "0 sites checked, 0 findings\n"
    assert home.sidestep("check", "help.test").err == "1 sites checked, 1 findings\n"
    assert home.sidestep("check", "other.test").code == 2
