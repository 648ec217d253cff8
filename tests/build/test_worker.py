"""The worker of a package is one file in which its sources can be read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from companion.trust import Trust
from tools.packaging.contents import package_contents
from tools.packaging.manifest import BACKGROUND
from tools.packaging.pinned import ROOT, NotSetUpError
from tools.packaging.worker import JoinError, Worker, join_worker

EXTENSION = ROOT / "extension"
MARK = re.compile(r"^// ([a-z][a-z0-9/-]+\.js)$", re.MULTILINE)
COMMENT = re.compile(r"^ *(?:/\*\*?|\*|//)(?: .*)?$")

ASKS = """
const { readFileSync } = require("node:fs");
const code = readFileSync(process.argv[1], "utf8");
const module = new (require("node:vm").SourceTextModule)(code);
process.stdout.write(JSON.stringify(module.dependencySpecifiers));
"""


@pytest.fixture(scope="module")
def worker() -> Worker:
    return join_worker(EXTENSION)


@pytest.fixture(params=["chrome", "firefox"])
def package(request: pytest.FixtureRequest, releasable: Trust, worker: Worker) -> dict[str, bytes]:
    return package_contents(
        EXTENSION,
        request.param,
        releasable,
        worker=worker,
        repository_url="https://list.example/repository",
        name=None,
        release=True,
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXTENSION, tmp_path / "extension"))


def imports_of(file: Path) -> list[str]:
    """What a module asks for before it runs, as Node's own parser finds it."""
    command = ["node", "--experimental-vm-modules", "-e", ASKS, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def sections(code: str) -> dict[str, str]:
    """The joined file's parts by the path that stands above each."""
    _, *parts = MARK.split(code)
    paths, texts = parts[::2], parts[1::2]
    assert len(set(paths)) == len(paths), "each once"
    return dict(zip(paths, texts, strict=True))


def test_a_package_wakes_with_one_file_that_imports_nothing(
    package: dict[str, bytes], tmp_path: Path
) -> None:
    manifest = json.loads(package["manifest.json"])
    background = manifest["background"]
    (started,) = background.get("scripts") or [background["service_worker"]]
    file = tmp_path / "worker.js"
    file.write_bytes(package[started])
    assert imports_of(EXTENSION / BACKGROUND), "the source does"
    assert imports_of(file) == []
    assert not re.search(rb"\bimport\.meta\b|\bimportScripts\b", package[started])


def test_nothing_is_in_a_package_twice_but_what_pages_import_too(
    package: dict[str, bytes], tmp_path: Path
) -> None:
    joined = set(sections(package[BACKGROUND].decode()))
    assert len(joined) > 100
    twice = (joined & package.keys()) - {BACKGROUND}
    assert "platform/api.js" in twice
    wanted = set()
    for path in (path for path in package if path.endswith(".js") and path != BACKGROUND):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(package[path])
        if not path.startswith("content/"):
            found = ((file.parent / name).resolve() for name in imports_of(file))
            wanted |= {module.relative_to(tmp_path).as_posix() for module in found}
    assert wanted <= package.keys(), "whatever a page imports is there"
    assert twice <= wanted


def test_a_reader_finds_each_source_file_with_its_comments(worker: Worker) -> None:
    found = sections(worker.code.decode())
    assert found.keys() == worker.modules
    for path, text in found.items():
        comments = [line for line in _lines(EXTENSION / path) if COMMENT.match(line)]
        assert comments, path
        missing = [line for line in comments if line not in text.splitlines()]
        assert missing == [], path


def test_no_name_is_shortened(worker: Worker) -> None:
    text = worker.code.decode()
    for path in ("background/main.js", "escape/escape.js", "traces/sweep.js"):
        declared = re.compile(r"^(?:export )?((?:const|class|(?:async )?function) \w+)", re.M)
        for declaration in declared.findall((EXTENSION / path).read_text("utf-8")):
            assert re.search(rf"^{declaration}\b", text, re.M), declaration


def test_a_module_that_is_not_there_stops_the_build(source: Path) -> None:
    (source / "escape/cover.js").unlink()
    with pytest.raises(JoinError, match=r"cover\.js"):
        join_worker(source)


def test_two_modules_that_import_each_other_stop_the_build(source: Path) -> None:
    file = source / "escape/cover.js"
    file.write_text(f'import "../background/main.js";\n{file.read_text("utf-8")}')
    with pytest.raises(JoinError, match="Circular"):
        join_worker(source)


def test_an_import_while_it_runs_stops_the_build(source: Path) -> None:
    with (source / BACKGROUND).open("a") as main:
        main.write('\nconst later = () => import("../pages/help/help.js");\n')
    with pytest.raises(JoinError, match="imported while the worker runs: help"):
        join_worker(source)


def test_without_what_joins_the_build_says_what_to_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "package.json", tmp_path)
    with pytest.raises(NotSetUpError, match=r"rollup is missing: run `make setup`"):
        join_worker(EXTENSION, tmp_path)


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()
