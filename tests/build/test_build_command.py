"""``python build_ext.py`` on a home that the companion has made and published."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import build_ext
from tools.development_home import prepare


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("companion") / "home", starter_list=None)


def test_both_packages_and_their_zips(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_ext.main(["all", "--home", str(home), "--out", str(tmp_path)]) == 0
    zips = [f"sidestep-{browser}-0.1.0-dev.zip" for browser in ("chrome", "firefox")]
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in zips]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chrome", "firefox", *zips]
    repository = json.loads((tmp_path / "chrome/trust/repository.json").read_bytes())
    assert repository == {"url": "http://127.0.0.1:8000/repository"}


def test_one_package_at_the_address_that_was_given(home: Path, tmp_path: Path) -> None:
    url = "http://127.0.0.1:9/list/"
    line = ["firefox", "--home", str(home), "--repository-url", url, "--out", str(tmp_path)]
    assert build_ext.main(line) == 0
    assert not (tmp_path / "chrome").exists()
    repository = json.loads((tmp_path / "firefox/trust/repository.json").read_bytes())
    assert repository == {"url": "http://127.0.0.1:9/list"}


def test_a_development_home_is_not_released(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dist"
    line = ["all", "--home", str(home), "--out", str(out), "--release"]
    assert build_ext.main(line) == build_ext.REFUSED
    said = capsys.readouterr().err
    assert "not https" in said
    assert "development root" in said
    assert "sign root" in said
    assert "sign targets" in said
    assert not out.exists()


def test_a_home_without_a_published_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    line = ["all", "--home", str(empty), "--out", str(tmp_path / "dist")]
    assert build_ext.main(line) == build_ext.FAILED
    said = capsys.readouterr().err
    assert f"{empty}: no published list to bundle" in said
    assert "sidestep init" in said
    assert not (tmp_path / "dist").exists()


def test_a_list_that_browsers_would_refuse_is_not_bundled(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years_later = datetime(2040, 1, 1, tzinfo=UTC)
    line = ["all", "--home", str(home), "--out", str(tmp_path / "dist")]
    assert build_ext.main(line, now=years_later) == build_ext.FAILED
    assert "expired" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url",
    [
        "list.example",
        "ftp://list.example",
        "https://",
        "https://a@b.example",
        "https://b.example/?x=1",
    ],
)
def test_an_address_that_is_none(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        build_ext.main(["all", "--repository-url", url])
    assert refused.value.code == build_ext.REFUSED
    assert url in capsys.readouterr().err
