"""A computer whose policy forbids private windows or containers, as each browser reads it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser
from tests.browser.support.policies import link_or_copy
from tests.browser.support.programs import program

CHROMIUM_LOOKS_IN = "/etc/chromium"
IN_A_SPACE_OF_ITS_OWN = """#!/bin/sh
# others that start now are not meant
[ "$OWN_SPACE" ] || OWN_SPACE=yes exec unshare --mount "$0" "$@"
mount -t tmpfs none {place}
mkdir -p {place}/policies/managed
echo {policy} > {place}/policies/managed/test.json
exec {program} "$@"
"""


def may_forbid(browser: Browser) -> bool:
    """Chromium reads policies from one folder of the machine alone: whether one process can be
    shown another.
    """
    if browser.name != "chromium":
        return True
    apart = shutil.which("unshare") is not None and Path(CHROMIUM_LOOKS_IN).is_dir()
    return apart and subprocess.run(["unshare", "--mount", "true"], check=False).returncode == 0


@contextmanager
def forbidden_private_windows(browser: Browser) -> Iterator[None]:
    """For the block, the browser starts on a computer that allows no private windows."""
    if browser.name == "chromium":
        made = _chromium(browser, {"IncognitoModeAvailability": 1})
    else:
        made = _firefox(browser, {"DisablePrivateBrowsing": True})
    with _started_from(browser, made):
        yield


@contextmanager
def forbidden_containers(browser: Browser) -> Iterator[None]:
    """For the block, Firefox starts on a computer that allows no containers."""
    off = {"Value": False, "Status": "locked"}
    made = _firefox(browser, {"Preferences": {"privacy.userContext.enabled": off}})
    with _started_from(browser, made):
        yield


@contextmanager
def _started_from(browser: Browser, made: Path) -> Iterator[None]:
    name = browser.name.upper()
    before = os.environ.get(name)
    os.environ[name] = str(made)
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _chromium(browser: Browser, policy: dict[str, Any]) -> Path:
    between = browser.place.root / "forbidding"
    between.write_text(
        IN_A_SPACE_OF_ITS_OWN.format(
            place=CHROMIUM_LOOKS_IN,
            policy=shlex.quote(json.dumps(policy)),
            program=shlex.quote(program("CHROMIUM")),
        )
    )
    between.chmod(0o755)
    return between


def _firefox(browser: Browser, policy: dict[str, Any]) -> Path:
    """A second installation beside the first, by links, with a policy file of its own."""
    installed = Path(program("FIREFOX")).resolve()
    copy = browser.place.root / "firefox"
    left_out = shutil.ignore_patterns("distribution")
    shutil.copytree(
        installed.parent, copy, copy_function=link_or_copy, ignore=left_out, symlinks=False
    )
    (copy / "distribution").mkdir()
    (copy / "distribution/policies.json").write_text(json.dumps({"policies": policy}))
    return copy / installed.name
