"""Each command of the runbook, on machines of their own, and what clients make of the outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from tuf.api.exceptions import ExpiredMetadataError
from tuf.api.metadata import Root

from companion.cli import cli
from companion.clock import utc_now
from companion.publishing.verification import verify_repository
from companion.signing.roles import ROLES
from tests.companion.clients import PythonClient, ShippedClient
from tests.companion.runbook import RUNBOOK, Machines, chapters
from tests.companion.support import serving

CHAPTERS = chapters()
BEFORE_DRILLS = ["The ceremony", "A release", "Every day", "Backups"]
DRILLS = [
    "The server is gone",
    "A holder lost a key, or the passphrase",
    "A holder's key leaked",
    "The service's own keys leaked",
    "The root has expired",
]
PROTECTED = ["refuge.org.uk"]


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Callable[[float], Machines]:
    """Machines on which all chapters before the drills were followed, so many days ago."""
    made: dict[float, Machines] = {}

    def follow(days_ago: float) -> Machines:
        if days_ago not in made:
            machines = Machines(tmp_path_factory.mktemp("machines") / "all", -days_ago)
            machines.prepare()
            for chapter in BEFORE_DRILLS:
                machines.run(CHAPTERS[chapter])
            made[days_ago] = machines
        return made[days_ago]

    return follow


def test_the_runbook_leads_to_a_list_that_clients_accept(
    ordinary: Callable[[float], Machines], tmp_path: Path
) -> None:
    home = ordinary(0).home

    assert PythonClient(home.files, tmp_path / "python").hosts() == PROTECTED
    with serving(home) as server:
        shipped = ShippedClient(home.files.read("root", 1), server.repository, tmp_path / "shipped")
        assert shipped.hosts() == PROTECTED


def gone(before: Root, after: Root, role: str) -> int:
    """How many keys of ``role`` do not count any more."""
    return len(set(before.roles[role].keyids) - set(after.roles[role].keyids))


@pytest.mark.parametrize(
    ("drill", "replaced"),
    [
        ("The server is gone", []),
        ("A holder lost a key, or the passphrase", ["root", "targets"]),
        ("A holder's key leaked", ["root", "targets"]),
        ("The service's own keys leaked", ["snapshot", "timestamp"]),
        pytest.param("The root has expired", [], marks=pytest.mark.long),
    ],
)
def test_a_drill_ends_with_a_list_that_every_client_accepts(
    drill: str, replaced: list[str], ordinary: Callable[[float], Machines], tmp_path: Path
) -> None:
    days_ago = 370 if drill == "The root has expired" else 0
    machines = ordinary(days_ago).copy_to(tmp_path / "machines", days=0)
    machines.prepare()
    files = machines.home.files
    before = verify_repository(files, at=utc_now(), tolerate_expired=ROLES)
    knew = PythonClient(files, tmp_path / "knew")
    with serving(machines.home) as server:
        shipped = ShippedClient(files.read("root", 1), server.repository, tmp_path / "shipped")
        if days_ago:
            with pytest.raises(ExpiredMetadataError):
                knew.hosts()
            with pytest.raises(AssertionError, match="expired"):
                shipped.hosts()
        else:
            assert knew.hosts() == shipped.hosts() == PROTECTED

    machines.run(CHAPTERS[drill])

    after = verify_repository(files, at=utc_now())
    assert {role for role in ROLES if gone(before.root, after.root, role) == 1} == set(replaced)
    assert knew.hosts() == PROTECTED
    assert PythonClient(files, tmp_path / "new").hosts() == PROTECTED
    with serving(machines.home) as server:
        shipped.repository = server.repository
        assert shipped.hosts() == PROTECTED


def test_every_drill_is_run() -> None:
    text = RUNBOOK.read_text("utf-8")
    written = re.findall(r"^### (.*)$", text[text.index("## Drills") :], re.MULTILINE)

    assert written == DRILLS
    blocks = [block for chapter in BEFORE_DRILLS + DRILLS for block in CHAPTERS[chapter]]
    assert len(blocks) == text.count("```sh on=")


def test_every_command_that_the_runbook_names_exists() -> None:
    """Also those in its sentences, with the options that they are given."""
    text = RUNBOOK.read_text("utf-8")
    named = re.findall(r"sidestep ((?:[a-z-]+ ?)+)((?: ?--[a-z-]+)*)", text)
    assert len(named) > 40
    for words, options in named:
        command: click.Command = cli
        for word in words.split():
            if not isinstance(command, click.Group):
                break
            found = command.commands.get(word)
            assert found is not None, f"sidestep {words}"
            command = found
        known = {name for each in command.params for name in each.opts}
        assert set(options.split()) <= known, f"sidestep {words}{options}"


def test_nothing_secret_is_handed_over(ordinary: Callable[[float], Machines]) -> None:
    machines = ordinary(0)
    handed = [path.read_bytes() for path in (machines.folder / "handover").rglob("*.json")]
    secrets = [phrase.encode() for phrase in machines.passphrases.values()]

    assert len(secrets) == 3
    assert len(handed) > 10
    assert not any(b"PRIVATE KEY" in data for data in handed)
    assert not any(secret in data for data in handed for secret in secrets)
    service = [path.read_bytes() for path in machines.home.path.rglob("*") if path.is_file()]
    assert not any(b"ENCRYPTED PRIVATE KEY" in data for data in service)
