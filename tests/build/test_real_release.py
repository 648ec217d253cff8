"""A release from a real home: three holders, two signatures, lines that two people approved."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest

import build_ext
from companion.clock import utc_now
from companion.publishing.files import LIST_NAME
from companion.publishing.schedule import refresh_if_due
from tests.companion.coalition import Coalition

URL = "https://list.sidestep.example/repository"


@pytest.fixture(scope="module")
def coalition(tmp_path_factory: pytest.TempPathFactory) -> Coalition:
    coalition = Coalition(tmp_path_factory.mktemp("coalition"))
    coalition.ceremony()
    coalition.add_site("refuge.org.uk")
    coalition.add_site("northmoor.police.uk", "--path=/advice/stalking")
    coalition.release()
    return coalition


def build(coalition: Coalition, out: Path, *more: str) -> int:
    line = ["all", "--home", str(coalition.home.path), "--repository-url", URL, "--out", str(out)]
    return build_ext.main([*line, "--release", *more])


def test_it_is_accepted_and_its_packages_are_no_development_packages(
    coalition: Coalition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(coalition, tmp_path) == 0

    names = [f"sidestep-{browser}-0.1.0.zip" for browser in ("chrome", "firefox")]
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in names]
    assert "key" not in json.loads((tmp_path / "chrome/manifest.json").read_bytes())


def test_it_trusts_the_root_and_brings_the_list_that_two_people_signed(
    coalition: Coalition, tmp_path: Path
) -> None:
    build(coalition, tmp_path)

    trust = tmp_path / "firefox/trust"
    targets = json.loads((trust / "targets.json").read_bytes())
    assert {each["keyid"] for each in targets["signatures"]} == {
        coalition.holders[name].keyid for name in ("ada", "ben")
    }
    content = gzip.decompress((trust / "list.gz").read_bytes())
    info = targets["signed"]["targets"][LIST_NAME]
    assert hashlib.sha256(content).hexdigest() == info["hashes"]["sha256"]
    assert [entry["host"] for entry in json.loads(content)["entries"]] == [
        "refuge.org.uk",
        "northmoor.police.uk",
    ]
    root = json.loads((trust / "root.json").read_bytes())["signed"]
    assert root["roles"]["root"]["threshold"] == root["roles"]["targets"]["threshold"] == 2
    assert json.loads((trust / "repository.json").read_bytes()) == {"url": URL}


def test_the_same_home_gives_the_same_bytes(coalition: Coalition, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(coalition, tmp_path / name)

    for package in ("sidestep-chrome-0.1.0.zip", "sidestep-firefox-0.1.0.zip"):
        assert (tmp_path / "one" / package).read_bytes() == (
            tmp_path / "two" / package
        ).read_bytes()


def test_it_is_refused_once_a_published_line_was_taken_off_the_list(
    coalition: Coalition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = coalition.copy_to(tmp_path / "copy")
    copy.sidestep("entry", "remove", "refuge.org.uk", by="edi")

    assert build(copy, tmp_path / "dist") == build_ext.REFUSED
    assert "no reviewer has looked at: refuge.org.uk" in capsys.readouterr().err


def test_it_is_refused_when_the_list_is_soon_too_old(
    coalition: Coalition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two months later; the service has renewed what it may renew alone."""
    copy = coalition.copy_to(tmp_path / "copy")
    later = utc_now() + timedelta(days=61)
    assert refresh_if_due(copy.home.config, clock=lambda: later)
    line = ["all", "--home", str(copy.home.path), "--repository-url", URL, "--release"]

    assert build_ext.main([*line, "--out", str(tmp_path / "dist")], now=later) == build_ext.REFUSED
    assert "expires within 30 days" in capsys.readouterr().err


def test_a_home_where_one_person_signs_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = Coalition(tmp_path / "alone")
    alone.ceremony(threshold=1)
    alone.add_site("refuge.org.uk")
    alone.release(signers=("ada",))

    assert build(alone, tmp_path / "dist") == build_ext.REFUSED
    said = capsys.readouterr().err
    assert "one person alone can sign root" in said
    assert "one person alone can sign targets" in said
