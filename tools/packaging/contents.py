"""Which files a package holds, and their bytes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from companion.trust import Trust
from tools.packaging.library import library_files
from tools.packaging.manifest import BACKGROUND, manifest_for
from tools.packaging.worker import Worker

SHIPPED = {".css", ".html", ".js", ".json", ".png", ".svg"}
BUILD_OUTPUT = "trust"


class ContentsError(Exception):
    """The source tree holds something that a package must not."""


def package_contents(
    source: Path,
    browser: str,
    trust: Trust,
    *,
    worker: Worker,
    repository_url: str,
    name: str | None,
    release: bool,
) -> dict[str, bytes]:
    """Every file of a package by its path, ``/`` between folders.

    ``worker`` is joined from the same ``source``; it is the same for every browser.

    Raises:
        ContentsError: a file below ``source`` is of a kind that does not ship.
        NotSetUpError: what the build needs of ``make setup`` is not there.
    """
    files = _source_files(source)
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = as_json(
        manifest_for(browser, manifest, repository_url=repository_url, release=release)
    )
    if name is not None:
        files |= _renamed(files, name)
    for path in worker.only_here:
        del files[path]
    files[BACKGROUND] = worker.code
    return files | library_files() | trust_files(trust, repository_url)


def trust_files(trust: Trust, repository_url: str) -> dict[str, bytes]:
    """The list that protects before the first update, and what later ones are verified against."""
    return {
        f"{BUILD_OUTPUT}/repository.json": as_json({"url": repository_url}),
        f"{BUILD_OUTPUT}/root.json": trust.root,
        f"{BUILD_OUTPUT}/timestamp.json": trust.timestamp,
        f"{BUILD_OUTPUT}/snapshot.json": trust.snapshot,
        f"{BUILD_OUTPUT}/targets.json": trust.targets,
        # a fixed time: the same list gives the same bytes
        f"{BUILD_OUTPUT}/list.gz": gzip.compress(trust.list_bytes, mtime=0),
    }


def as_json(value: Any) -> bytes:
    """``value`` as a file that people can read too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _source_files(source: Path) -> dict[str, bytes]:
    files = {}
    for file in source.rglob("*"):
        path = PurePosixPath(file.relative_to(source).as_posix())
        if file.is_dir() or path.parts[0] == BUILD_OUTPUT or path.name.startswith("."):
            continue
        if path.suffix not in SHIPPED:
            raise ContentsError(f"{file}: a package holds only {' '.join(sorted(SHIPPED))} files")
        files[str(path)] = file.read_bytes()
    return files


def _renamed(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The message files with ``name`` as the extension's name in every language."""
    renamed = {}
    for path, data in files.items():
        if PurePosixPath(path).match("_locales/*/messages.json"):
            messages = json.loads(data)
            messages["name"]["message"] = name
            renamed[path] = as_json(messages)
    return renamed
