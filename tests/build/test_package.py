"""A package holds the source tree and one verified list, and not a word of where it was built."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from companion.trust import Trust
from tools.packaging.contents import ContentsError, package_contents
from tools.packaging.output import write_folder, write_zip
from tools.packaging.worker import join_worker

EXTENSION = Path(__file__).parents[2] / "extension"
URL = "https://list.example/repository"


def contents(
    source: Path, trust: Trust, *, browser: str = "chrome", name: str | None = None
) -> dict[str, bytes]:
    return package_contents(
        source,
        browser,
        trust,
        worker=join_worker(source),
        repository_url=URL,
        name=name,
        release=False,
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXTENSION, tmp_path / "extension"))


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_the_same_bytes_from_two_folders(
    tmp_path: Path, source: Path, releasable: Trust, browser: str
) -> None:
    other = tmp_path / "elsewhere" / "deep" / "tree"
    for file in sorted((f for f in source.rglob("*") if f.is_file()), reverse=True):
        copy = other / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o600)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
    write_zip(contents(source, releasable, browser=browser), tmp_path / "one.zip")
    write_zip(contents(other, releasable, browser=browser), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_another_list_gives_another_package(
    tmp_path: Path, source: Path, releasable: Trust
) -> None:
    write_zip(contents(source, releasable), tmp_path / "one.zip")
    with (source / "shared/decoys.js").open("a") as decoys:
        decoys.write("// another\n")
    write_zip(contents(source, releasable), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() != (tmp_path / "two.zip").read_bytes()


def test_the_folder_and_the_zip_hold_the_same(
    tmp_path: Path, source: Path, releasable: Trust
) -> None:
    package = contents(source, releasable)
    write_folder(package, tmp_path / "out/chrome")
    write_zip(package, tmp_path / "out/chrome.zip")
    unpacked = {
        file.relative_to(tmp_path / "out/chrome").as_posix(): file.read_bytes()
        for file in (tmp_path / "out/chrome").rglob("*")
        if file.is_file()
    }
    with ZipFile(tmp_path / "out/chrome.zip") as archive:
        assert archive.namelist() == sorted(package)
        assert {name: archive.read(name) for name in archive.namelist()} == unpacked == package


def test_building_again_leaves_nothing_of_the_last_time(tmp_path: Path) -> None:
    write_folder({"old.js": b"", "a/b.js": b""}, tmp_path / "chrome")
    write_folder({"new.js": b"1"}, tmp_path / "chrome")
    assert [file.name for file in (tmp_path / "chrome").rglob("*")] == ["new.js"]
    assert [file.name for file in tmp_path.iterdir()] == ["chrome"]


def test_the_list_is_bundled_as_it_was_signed(source: Path, releasable: Trust) -> None:
    (source / "trust").mkdir()
    (source / "trust/stale.json").write_text("{}")
    package = contents(source, releasable)
    bundled = {path: data for path, data in package.items() if path.startswith("trust/")}
    assert json.loads(bundled.pop("trust/repository.json")) == {"url": URL}
    assert gzip.decompress(bundled.pop("trust/list.gz")) == releasable.list_bytes
    assert bundled == {
        "trust/root.json": releasable.root,
        "trust/timestamp.json": releasable.timestamp,
        "trust/snapshot.json": releasable.snapshot,
        "trust/targets.json": releasable.targets,
    }


def test_another_name_is_shown_in_every_language(source: Path, releasable: Trust) -> None:
    shutil.copytree(source / "_locales/en", source / "_locales/cy")
    package = contents(source, releasable, name="Corner Café")
    for language in ("en", "cy"):
        messages = json.loads(package[f"_locales/{language}/messages.json"])
        assert messages["name"]["message"] == "Corner Café"


def test_a_file_of_another_kind_stops_the_build(source: Path, releasable: Trust) -> None:
    (source / "pages/notes.txt").write_text("remember")
    with pytest.raises(ContentsError, match=r"notes\.txt"):
        contents(source, releasable)


def test_hidden_files_stay_out(source: Path, releasable: Trust) -> None:
    (source / ".editor.js").write_text("")
    assert ".editor.js" not in contents(source, releasable)
