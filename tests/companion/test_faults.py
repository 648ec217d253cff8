"""A publisher that is killed, or finds the disk full, at every single place where it can be.

Whatever happens, clients that knew the list before and clients that come new accept what they find,
and the same command, given again, completes.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.clock import utc_now
from companion.config import Config
from companion.publishing.files import RepositoryFiles
from companion.publishing.verification import verify_repository, verify_root
from tests.companion.clients import PythonClient, ShippedClient
from tests.companion.coalition import Coalition
from tests.companion.support import Home, serving

ROOT = Path(__file__).parents[2]
LEAST_EVENTS = 40
"""A publish that passed fewer places would mean that they are not seen."""


class FaultyMachine:
    """The process that runs commands with a fault in them."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.companion.faulty"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, home: Path, arguments: list[str], fault: str, at: int) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"home": str(home), "arguments": arguments, "fault": fault, "at": at}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture(scope="module")
def machine() -> Iterator[FaultyMachine]:
    running = FaultyMachine()
    yield running
    running.process.communicate(timeout=10)


@dataclass
class Job:
    """A command that is about to be given in ``home``, and how to see that it was done."""

    home: Path
    arguments: list[str]
    before: list[str]
    after: list[str]
    is_done: Callable[[Path], bool]


def is_published(home: Path, hosts: list[str]) -> bool:
    files = RepositoryFiles(Config(home).repository)
    return all(host.encode() in _newest_list(files) for host in hosts)


def _newest_list(files: RepositoryFiles) -> bytes:
    return verify_repository(files, at=utc_now()).list_bytes


@pytest.fixture(scope="module")
def jobs(
    initialised: Path, released: Coalition, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Job]:
    """Each publishing command, on the point of being given."""
    folder = tmp_path_factory.mktemp("jobs")
    shutil.copytree(initialised, folder / "development")
    alone = Home(folder / "development")
    alone.add("old.test")
    alone.sidestep("publish")
    alone.add("new.test")

    listed = [f"help-{number}.org.uk" for number in range(1, 13)]
    together = released.copy_to(folder / "release")
    together.add_site("new.org.uk")
    number = together.propose()
    together.sidestep("release", "approve", by="rue")
    signatures = together.sign_release(number, "ada", "cyd")

    rotating = released.copy_to(folder / "rotation")
    rotating.sidestep("keys", "rotate", "root", "snapshot", "timestamp")
    request = rotating.request("root", 2)
    for name in ("ada", "cyd"):
        rotating.holders[name].sign("keys", request, rotating.home.config.repository)
    halves = [str(rotating.holders[name].signature(request)) for name in ("ada", "cyd")]

    refreshed = released.copy_to(folder / "refresh")
    return {
        "publish": Job(
            alone.path,
            ["publish"],
            ["old.test"],
            ["new.test", "old.test"],
            lambda home: is_published(home, ["new.test"]),
        ),
        "release": Job(
            together.home.path,
            ["release", "publish", *signatures, "--as=ola"],
            sorted(listed),
            sorted([*listed, "new.org.uk"]),
            lambda home: is_published(home, ["new.org.uk"]),
        ),
        "rotation": Job(
            rotating.home.path,
            ["keys", "publish", *halves, "--as=ola"],
            sorted(listed),
            sorted(listed),
            lambda home: verify_root(RepositoryFiles(Config(home).repository))[0].version == 2,
        ),
        "refresh": Job(
            refreshed.home.path,
            ["refresh"],
            sorted(listed),
            sorted(listed),
            lambda home: is_published(home, listed),
        ),
    }


JOBS = ["publish", "release", "rotation", "refresh"]


class Trial:
    """One copy of a job's home, with a client that knew the list before."""

    def __init__(self, job: Job, folder: Path) -> None:
        self.job, self.folder = job, folder
        self.home = folder / "home"
        shutil.copytree(job.home, self.home)
        self.files = RepositoryFiles(Config(self.home).repository)
        self.old_client = PythonClient(self.files, folder / "old-client")
        assert sorted(self.old_client.hosts()) == job.before

    def hosts(self) -> list[str]:
        """What clients get: the one from before and a new one, which have to agree."""
        fresh = self.folder / "new-client"
        shutil.rmtree(fresh, ignore_errors=True)
        found = sorted(PythonClient(self.files, fresh).hosts())
        assert sorted(self.old_client.hosts()) == found
        return found

    def complete(self) -> None:
        """Give the command again; where it was done already, it may say so."""
        again = Home(self.home).sidestep(*self.job.arguments)
        assert again.code == 0 or self.job.is_done(self.home), again.err
        assert self.hosts() == self.job.after
        assert self.job.is_done(self.home)
        assert Home(self.home).sidestep("refresh").code == 0
        assert self.hosts() == self.job.after
        assert list(self.files.directory.rglob(".writing-*")) == []
        assert Home(self.home).sidestep("audit", "verify").code == 0


@pytest.mark.parametrize("name", JOBS)
def test_killed_at_any_place(
    name: str, jobs: dict[str, Job], machine: FaultyMachine, tmp_path: Path
) -> None:
    job = jobs[name]
    whole = Trial(job, tmp_path / "whole")
    undisturbed = machine.run(whole.home, job.arguments, "kill", 0)
    assert undisturbed["status"] == 0, undisturbed["said"]
    events = undisturbed["events"]
    assert events >= LEAST_EVENTS / (2 if name == "refresh" else 1)
    print(f"{name}: killed at {events} places")

    seen = set()
    for at in range(1, events + 1):
        trial = Trial(job, tmp_path / str(at))
        struck = machine.run(trial.home, job.arguments, "kill", at)
        assert struck["status"] == -signal.SIGKILL, f"event {at} of {events}: {struck}"
        found = trial.hosts()
        assert found in (job.before, job.after), f"event {at} of {events}"
        seen.add(tuple(found))
        trial.complete()
        shutil.rmtree(trial.folder)
    assert seen == {tuple(job.before), tuple(job.after)}


@pytest.mark.parametrize("name", JOBS)
def test_no_space_left_at_any_place(
    name: str, jobs: dict[str, Job], machine: FaultyMachine, tmp_path: Path
) -> None:
    job = jobs[name]
    whole = Trial(job, tmp_path / "whole")
    events = machine.run(whole.home, job.arguments, "full", 0)["events"]
    assert events >= LEAST_EVENTS / 4

    for at in range(1, events + 1):
        trial = Trial(job, tmp_path / str(at))
        struck = machine.run(trial.home, job.arguments, "full", at)
        assert (struck["status"], struck["said"].count("\n")) == (1, 1), f"{at}: {struck}"
        assert "No space left on device" in struck["said"]
        assert trial.hosts() in (job.before, job.after)
        assert list(trial.home.rglob(".writing-*")) == [], "what failed was not taken away"
        trial.complete()
        shutil.rmtree(trial.folder)


@pytest.mark.parametrize("limit", [0, 100, 400, 700, 1_000, 2_000, 20_000])
@pytest.mark.parametrize("name", JOBS)
def test_files_that_cannot_grow(
    name: str, limit: int, jobs: dict[str, Job], machine: FaultyMachine, tmp_path: Path
) -> None:
    """The system itself refuses to write more than so many bytes, to the database as well."""
    trial = Trial(jobs[name], tmp_path / "trial")

    struck = machine.run(trial.home, trial.job.arguments, "limit", limit)

    assert struck["status"] in (0, 1), struck
    assert struck["said"].count("\n") == 1
    assert trial.hosts() in (trial.job.before, trial.job.after)
    trial.complete()


@pytest.mark.parametrize("name", ["release", "rotation"])
def test_the_shipped_client_accepts_whatever_a_killed_publisher_left(
    name: str, jobs: dict[str, Job], machine: FaultyMachine, tmp_path: Path
) -> None:
    """At each place where what is served has changed since the place before."""
    job = jobs[name]
    events = machine.run(Trial(job, tmp_path / "whole").home, job.arguments, "kill", 0)["events"]
    served: dict[str, bytes] = {}
    states = 0
    live = Trial(job, tmp_path / "live")
    with serving(Home(live.home)) as server:
        root = live.files.read("root", 1)
        old = ShippedClient(root, server.repository, tmp_path / "old-shipped")
        assert sorted(old.hosts()) == job.before
        for at in range(1, events + 1):
            trial = Trial(job, tmp_path / str(at))
            machine.run(trial.home, job.arguments, "kill", at)
            now = {
                str(path.relative_to(trial.files.directory)): path.read_bytes()
                for path in trial.files.directory.rglob("[!.]*.json")
            }
            if now != served:
                states += 1
                served = now
                shutil.rmtree(live.files.directory)
                shutil.copytree(trial.files.directory, live.files.directory)
                new = ShippedClient(root, server.repository, tmp_path / f"shipped-{at}")
                assert sorted(new.hosts()) in (job.before, job.after)
            shutil.rmtree(trial.folder)
        assert states >= 4
        machine.run(live.home, job.arguments, "kill", 0)
        assert sorted(old.hosts()) == job.after
