"""Something of everything for a console: sites, findings, people, releases, an invitation."""

from __future__ import annotations

from dataclasses import replace

from companion.accounts import invitations
from companion.accounts.models import Account, Passkey, Person, Role
from companion.checks.models import Finding, FindingState, Kind
from companion.checks.store import Findings
from companion.clock import utc_now
from companion.entries.models import Entry, Removal, State
from companion.entries.store import Store
from companion.home import home_with
from companion.releases import actions, service
from companion.releases.models import Wish
from companion.signing.keys import load_keys
from companion.signing.requests import read_request, sign, signature_in
from companion.signing.roles import TARGETS
from tests.companion.support import Home, an_entry

LONG = f"a-very-long-name-of-a-helpline-that-goes-on-and-on-without-end.{'x' * 40}.test"
IDN = "xn--frauenhaus-kln-9sb.test"
PERSON = "rea"
"""Who looks: a reviewer who is an operator too."""


def fill(home: Home, store: Store) -> None:
    """Fill an empty development home."""
    _sites(home, store)
    _people(store)
    _releases(home, store)
    _finding(store)


def invite(store: Store, name: str) -> str:
    """Invite ``name``; gives the token of the link."""
    token, invitation = invitations.invite(name, by=PERSON, at=utc_now())
    with store.accounts() as accounts:
        accounts.keep_invitation(invitation)
    return token


def published_version(store: Store) -> int:
    """The version of the list that release 1 published."""
    return service.targets_version(store.releases()[0])


def _people(store: Store) -> None:
    store.add_person(Person(PERSON, frozenset({Role.REVIEWER, Role.OPERATOR})), at=utc_now())
    for name, role in (("edi", Role.EDITOR), ("rue", Role.REVIEWER), ("new", Role.EDITOR)):
        store.add_person(Person(name, frozenset({role})), at=utc_now())
    with store.accounts() as accounts:
        accounts.keep_account(Account(PERSON, b"h" * 32))
        for label in ("Firefox on Linux", "The key on the ring that also opens the shed"):
            id = label.replace(" ", "-")
            accounts.keep_passkey(Passkey(id, PERSON, b"key", 0, label, utc_now(), utc_now()))


def _releases(home: Home, store: Store) -> None:
    """One that was published, a list after it that is without a release, and one that is open."""
    opened = home_with(home.config, store)
    wish, holder = Wish(renew=True), load_keys(home.config.keys, [TARGETS])[TARGETS]
    first = actions.propose(
        opened, actions.verified_content(opened), wish, by="edi", at=utc_now()
    ).number
    actions.approve(opened, first, by="rue", at=utc_now())
    request = read_request(home.config.handover / f"release-{first}.signing.json")
    signature = signature_in(sign(request, holder), "what the holder wrote")
    actions.publish(opened, [signature], by=PERSON, at=utc_now())
    store.add([an_entry("after-it.test")])
    assert home.sidestep("publish").code == 0
    store.add([an_entry(f"open-{number}.test", "/a/long/way/down") for number in range(3)])
    content = actions.verified_content(opened)
    second = actions.propose(opened, content, Wish(), by="edi", at=utc_now()).number
    actions.comment(opened, second, "Are all three open?\nI called.", by="rue", at=utc_now())


def _sites(home: Home, store: Store) -> None:
    paths = tuple(f"/advice/{word}" for word in ("stalking", "harassment", "coercion", "violence"))
    sites: list[Entry] = [
        replace(an_entry("help.test"), category="stalking", country="GB", language="en"),
        replace(an_entry("police.test", *paths, "/x"), name="Northmoor Police", category="police"),
        replace(
            an_entry(LONG, "/" + "very-long-path" * 8, state=State.UNVERIFIED),
            name="An organisation whose name is as long as its work is hard " * 2,
            authors=("edi",),
            evidence=f"https://{LONG}/{'about-us' * 20}",
        ),
        replace(an_entry(IDN), name="Frauenhaus Köln", country="DE", language="de"),
        replace(an_entry("sold.test"), removal=Removal("the domain was sold", "edi", utc_now())),
        *(an_entry(f"help-{number:03}.test") for number in range(120)),
    ]
    store.add(sites)
    home.sidestep("search-term", "add", "stalking helpline", "--language=en")
    home.sidestep("search-term", "add", "help", "--language=en")
    home.sidestep("entry", "edit", "police.test", "--contact=+44 20 7946 0000", "--country=GB")
    assert home.sidestep("publish").code == 0


def _finding(store: Store) -> None:
    now = utc_now()
    found = Finding(
        0,
        "",
        Kind.ELSEWHERE,
        "https://sold.test/",
        "to https://casino.test/",
        now,
        now,
        FindingState.OPEN,
    )
    with store.transaction() as inside, inside.session() as session:
        Findings(session).keep("sold.test", [found], at=now)
