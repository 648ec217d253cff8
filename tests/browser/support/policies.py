"""Policies of whoever looks after a computer, for one unpacked extension, as each browser reads
them.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import extension_id
from tests.browser.support.firefox import gecko_id
from tests.browser.support.programs import program

CHROMIUM_POLICIES = Path("/etc/chromium/policies/managed")
"""The only place where Chromium on Linux looks: writing there takes root."""

FIREFOX_ID = "managed@test.invalid"


def with_an_id_of_its_own(extension: Path, out: Path) -> Path:
    """A copy of an unpacked extension that no policy for another copy reaches, and the other way
    round.
    """
    shutil.copytree(extension, out)
    manifest = json.loads((out / "manifest.json").read_text())
    manifest.pop("key", None)
    if "browser_specific_settings" in manifest:
        manifest["browser_specific_settings"]["gecko"]["id"] = FIREFOX_ID
    (out / "manifest.json").write_text(json.dumps(manifest))
    return out


@contextlib.contextmanager
def policy(browser: Browser, extension: Path, values: Mapping[str, Any]) -> Iterator[None]:
    """For the block, browsers that start are told ``values`` for ``extension``.

    Raises:
        PermissionError: Chromium, and this is not root.
    """
    held = _for_chromium if browser.name == "chromium" else _for_firefox
    with held(browser, extension, values):
        yield


@contextlib.contextmanager
def _for_chromium(browser: Browser, extension: Path, values: Mapping[str, Any]) -> Iterator[None]:
    made = [path for path in (CHROMIUM_POLICIES.parent, CHROMIUM_POLICIES) if not path.exists()]
    CHROMIUM_POLICIES.mkdir(parents=True, exist_ok=True)
    file = CHROMIUM_POLICIES / f"test-{os.getpid()}.json"
    identifier = extension_id(extension)
    file.write_text(json.dumps({"3rdparty": {"extensions": {identifier: dict(values)}}}))
    try:
        yield
    finally:
        file.unlink()
        for path in reversed(made):
            with contextlib.suppress(OSError):  # somebody else put something there
                path.rmdir()


@contextlib.contextmanager
def _for_firefox(browser: Browser, extension: Path, values: Mapping[str, Any]) -> Iterator[None]:
    """A second installation beside the first, by links, with a policy file of its own."""
    installed = Path(program("FIREFOX")).resolve()
    copy = browser.place.root / "firefox"
    shutil.copytree(
        installed.parent,
        copy,
        copy_function=link_or_copy,
        ignore=shutil.ignore_patterns("distribution"),
        symlinks=False,
    )
    (copy / "distribution").mkdir()
    own = {gecko_id(extension): dict(values)}
    (copy / "distribution/policies.json").write_text(
        json.dumps({"policies": {"3rdparty": {"Extensions": own}}})
    )
    before = os.environ.get("FIREFOX")
    os.environ["FIREFOX"] = str(copy / installed.name)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FIREFOX"]
        else:
            os.environ["FIREFOX"] = before


def link_or_copy(source: str, target: str) -> None:
    try:
        os.link(os.path.realpath(source), target)
    except OSError:
        shutil.copy2(source, target)
