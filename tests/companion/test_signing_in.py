"""The ways into the console, and what does not open it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from companion.accounts import recovery, service
from companion.accounts.models import Person, Role
from companion.clock import utc_now
from companion.entries.store import Store, open_store
from tests.companion.authenticator import Device
from tests.companion.console import Console
from tests.companion.support import Home
from tests.companion.ways_in import (
    PASSWORD,
    Watch,
    is_in,
    make_passkey,
    options,
    set_password,
    show_passkey,
    token,
    use_password,
)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def kept(home: Home) -> Iterator[Store]:
    store = open_store(home.config.database)
    store.add_person(Person("ola", frozenset({Role.OPERATOR})), at=utc_now())
    yield store
    store.close()


@pytest.fixture
def console(home: Home, kept: Store, watch: Watch) -> Console:
    return Console(home.config, kept, watch)


@pytest.fixture
def link(kept: Store, watch: Watch) -> str:
    return f"/invitation/{service.invite(kept, 'ola', by='ola', at=watch())}"


def actions(kept: Store) -> list[str]:
    return [each.event.action for each in kept.trail()]


def test_an_invitation_makes_a_passkey_that_signs_in(
    console: Console, kept: Store, link: str
) -> None:
    device, visitor = Device(), console.stranger()
    assert not is_in(visitor)

    status, page = make_passkey(visitor, link, device)

    assert (status, is_in(visitor)) == (200, True)
    assert len(re.findall(r"<li><code>[A-Z2-7-]{23}</code>", page)) == 10
    other = console.stranger()
    assert (show_passkey(other, device), is_in(other)) == (303, True)
    assert actions(kept) == ["person.invite", "person.enrol", "person.sign-in"]


def test_an_invitation_works_once_and_not_for_ever(
    console: Console, kept: Store, link: str, watch: Watch
) -> None:
    assert make_passkey(console.stranger(), link, Device())[0] == 200
    assert console.stranger().get(link).status_code == 410

    newer = f"/invitation/{service.invite(kept, 'ola', by='ola', at=watch())}"
    newest = f"/invitation/{service.invite(kept, 'ola', by='ola', at=watch())}"
    assert console.stranger().get(newer).status_code == 410
    watch.turn(days=2.9)
    assert console.stranger().get(newest).status_code == 200
    watch.turn(days=0.1)
    assert console.stranger().get(newest).status_code == 410
    assert console.stranger().get("/invitation/guess").status_code == 410


@pytest.mark.parametrize(
    "device",
    [
        Device("http://evil.test"),
        Device("http://localhost:81"),
        Device(verifies_owner=False),
    ],
    ids=["another site", "another port", "nobody's finger"],
)
def test_a_passkey_counts_here_only_and_with_its_owner(
    console: Console, link: str, device: Device
) -> None:
    visitor = console.stranger()

    assert make_passkey(visitor, link, device)[0] == 403
    assert not is_in(visitor)
    assert make_passkey(visitor, link, Device())[0] == 200, "the link is not used up"


def test_an_answer_of_a_passkey_cannot_be_used_again(console: Console, link: str) -> None:
    device, visitor = Device(), console.stranger()
    make_passkey(console.stranger(), link, device)
    page = visitor.get("/sign-in").text
    answer = device.show(options(page))

    def send(csrf: str) -> int:
        form = {"csrf_token": csrf, "credential": answer}
        return visitor.client.post("/sign-in/passkey", data=form).status_code

    assert send(token(page)) == 303
    page = visitor.get("/sign-in").text
    assert send(token(page)) == 403, "that page asked another question"


def test_a_passkey_whose_counter_went_back_was_copied(console: Console, link: str) -> None:
    device = Device()
    make_passkey(console.stranger(), link, device)
    device.uses = 7
    assert show_passkey(console.stranger(), device) == 303

    device.uses = 6

    assert show_passkey(console.stranger(), device) == 403


def test_a_passkey_that_nobody_made_here_opens_nothing(console: Console) -> None:
    visitor = console.stranger()

    assert show_passkey(visitor, Device()) == 403
    for nonsense in ("", "x", "[]", '{"id": 1}', "[" * 10_000, '{"id": "x", "response": 3}'):
        page = visitor.get("/sign-in").text
        form = {"csrf_token": token(page), "credential": nonsense}
        assert visitor.client.post("/sign-in/passkey", data=form).status_code == 403


def test_a_code_works_once_and_only_with_the_password(
    console: Console, link: str, watch: Watch
) -> None:
    generator = set_password(console.stranger(), link, watch)
    assert use_password(console.stranger(), generator.at(watch.now)) == 403, "it set the account up"
    watch.turn(seconds=30)
    code = generator.at(watch.now)

    assert use_password(console.stranger(), code, "another password") == 403
    visitor = console.stranger()
    assert (use_password(visitor, code), is_in(visitor)) == (303, True)
    assert use_password(console.stranger(), code) == 403
    assert use_password(console.stranger(), generator.at(watch.now - timedelta(seconds=30))) == 403
    watch.turn(minutes=5)
    assert use_password(console.stranger(), code) == 403, "too old"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "olaolaolaola", "x" * 201])
def test_a_password_that_is_easily_guessed_is_refused(
    console: Console, link: str, watch: Watch, password: str
) -> None:
    visitor = console.stranger()
    page = visitor.get(link).text
    form = {"csrf_token": token(page), "password": password, "code": "000000"}

    answer = visitor.client.post(f"{link}/password", data=form)

    assert (answer.status_code, is_in(visitor)) == (400, False)


def test_a_recovery_code_works_once(console: Console, kept: Store, link: str) -> None:
    _, page = make_passkey(console.stranger(), link, Device())
    first, second = re.findall(r"<li><code>([A-Z2-7-]+)</code>", page)[:2]

    def use(code: str) -> tuple[int, bool]:
        visitor = console.stranger()
        answer = visitor.post("/sign-in/recovery", {"name": "ola", "recovery": code})
        return answer.status_code, is_in(visitor)

    assert use(first.lower().replace("-", " ")) == (303, True)
    assert use(first) == (403, False)
    assert use(second) == (303, True)
    with kept.accounts() as accounts:
        assert len(accounts.recovery_codes("ola")) == recovery.HOW_MANY - 2


def test_nothing_in_the_database_opens_an_account(
    console: Console, home: Home, link: str, watch: Watch
) -> None:
    visitor = console.stranger()
    page = visitor.get(link).text
    secret = re.findall(r'class="secret">([A-Z2-7]+)<', page)
    set_password(visitor, link, watch)
    codes = re.findall(
        r"<li><code>([A-Z2-7-]+)</code>", visitor.post("/account/codes", page="/").text
    )
    assert (len(secret), len(codes)) == (1, 10)

    database = home.config.database.read_bytes()

    for readable in (*secret, *codes, PASSWORD, link.rpartition("/")[2]):
        assert readable.encode() not in database
    assert b"$argon2id$" in database


def test_strangers_use_up_their_own_tries_and_never_the_owners(
    console: Console, link: str, watch: Watch
) -> None:
    owner = console.stranger()
    generator = set_password(owner, link, watch)
    owner.post("/sign-out", page="/")

    tries = [use_password(console.stranger(), "000000", "a guess") for _ in range(6)]
    assert tries == [403] * 5 + [429]

    watch.turn(seconds=60)
    code = generator.at(watch.now)
    assert use_password(console.stranger(), code) == 429
    assert use_password(owner, code) == 303, "in the browser in which they signed in before"


def test_removing_somebody_ends_every_way_in(console: Console, kept: Store, watch: Watch) -> None:
    service.add_person(kept, "rue", [Role.OPERATOR], by="ola", at=watch())
    link = f"/invitation/{service.invite(kept, 'rue', by='ola', at=watch())}"
    device, visitor = Device(), console.stranger()
    make_passkey(visitor, link, device)
    assert is_in(visitor)

    service.remove_person(kept, "rue", by="ola", at=watch())

    assert not is_in(visitor)
    assert show_passkey(console.stranger(), device) == 403


def test_other_roles_end_the_session_and_nobody_changes_their_own(
    console: Console, kept: Store
) -> None:
    ola, rue = console.sign_in("ola"), console.sign_in("rue", Role.OPERATOR)

    answer = ola.post("/person/ola/roles", {"roles": ["reviewer", "operator"]}, page="/people")
    assert (answer.status_code, "another operator" in answer.text) == (403, True)
    assert ola.post("/person/rue/roles", {"roles": ["editor"]}, page="/people").status_code == 303

    assert rue.get("/people").status_code == 303
    assert {each.name: set(each.roles) for each in kept.people()} == {
        "ola": {Role.OPERATOR},
        "rue": {Role.EDITOR},
    }


def test_a_person_sees_where_they_are_signed_in_and_ends_it(console: Console, link: str) -> None:
    device, here, there = Device(), console.stranger(), console.stranger()
    make_passkey(here, link, device)
    show_passkey(there, device)
    page = here.get("/account").text
    (id,) = re.findall(r'name="id" value="([0-9a-f]{16})"', page)
    assert "this browser" in page

    here.post("/account/sign-out", {"id": id}, page="/account")

    assert (is_in(here), is_in(there)) == (True, False)
    other = console.sign_in("rue", Role.EDITOR)
    (own,) = re.findall(r'value="([0-9a-f]{16})"', show_sessions(console, device))[:1] or [""]
    other.post("/account/sign-out", {"id": own}, page="/account")
    assert is_in(here), "nobody ends somebody else's"


def show_sessions(console: Console, device: Device) -> str:
    visitor = console.stranger()
    show_passkey(visitor, device)
    return visitor.get("/account").text


def test_the_only_way_in_stays(console: Console, kept: Store, link: str) -> None:
    visitor = console.stranger()
    make_passkey(visitor, link, Device())
    with kept.accounts() as accounts:
        (passkey,) = accounts.passkeys("ola")

    answer = visitor.post("/account/remove-passkey", {"id": passkey.id}, page="/account")
    assert (answer.status_code, "only way in" in answer.text) == (403, True)

    page = visitor.get("/account/new-passkey").text
    second = Device()
    form = {"csrf_token": token(page), "credential": second.make(options(page)), "label": "Two"}
    assert visitor.client.post("/account/new-passkey", data=form).status_code == 303
    answer = visitor.post("/account/remove-passkey", {"id": passkey.id}, page="/account")
    assert answer.status_code == 303
    assert show_passkey(console.stranger(), second) == 303


@pytest.mark.parametrize(
    "address", ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)", "x"]
)
def test_signing_in_leads_nowhere_else(console: Console, link: str, address: str) -> None:
    device, visitor = Device(), console.stranger()
    make_passkey(console.stranger(), link, device)
    page = visitor.get("/sign-in").text
    form = {"csrf_token": token(page), "credential": device.show(options(page)), "next": address}

    assert visitor.client.post("/sign-in/passkey", data=form).location == "/"


def test_a_visitor_by_number_is_sent_to_the_name_that_passkeys_belong_to(console: Console) -> None:
    answer = console.stranger().get("/sign-in?next=/people", base_url="http://127.0.0.1:8000")

    assert answer.location == "http://localhost:8000/sign-in?next=/people"


def test_the_command_prints_a_link_that_works_once(home: Home) -> None:
    done = home.sidestep("person", "add", "ola", "--role=operator")
    name, link = done.out.splitlines()

    assert name == "ola\toperator"
    assert re.fullmatch(r"link\thttp://localhost:8000/invitation/[\w-]{43}", link)
    again = home.sidestep("person", "invite", "ola", "--as=ola").out
    assert again.startswith("link\t")
    assert again.strip() != link
