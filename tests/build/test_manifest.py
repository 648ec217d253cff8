"""The packages differ only where the browsers make them."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tools.packaging.manifest import CHROME_ID, DEVELOPMENT_KEY, manifest_for

SOURCE = json.loads((Path(__file__).parents[2] / "extension/manifest.json").read_bytes())
URL = "https://list.example:8443/repository"


def built(browser: str, *, release: bool = False) -> dict[str, Any]:
    return manifest_for(browser, SOURCE, repository_url=URL, release=release)


def without(manifest: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in manifest.items() if key not in keys}


def test_only_what_the_browsers_disagree_about_differs() -> None:
    chrome, firefox = built("chrome"), built("firefox")
    different = {
        key for key in chrome.keys() | firefox.keys() if chrome.get(key) != firefox.get(key)
    }
    assert different == {
        "background",
        "browser_specific_settings",
        "commands",
        "key",
        "minimum_chrome_version",
        "permissions",
        "storage",
    }
    assert chrome["commands"]["leave"]["description"] == firefox["commands"]["leave"]["description"]
    assert set(firefox["permissions"]) - set(chrome["permissions"]) == {
        "contextualIdentities",
        "webRequestBlocking",
    }


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_everything_else_is_the_source_manifest(browser: str) -> None:
    written = (
        "background",
        "browser_specific_settings",
        "commands",
        "content_security_policy",
        "key",
        "minimum_chrome_version",
        "permissions",
        "storage",
    )
    assert without(built(browser), *written) == without(SOURCE, *written)


def test_the_source_manifest_holds_nothing_of_one_browser() -> None:
    own = {"background", "browser_specific_settings", "key", "minimum_chrome_version", "storage"}
    assert not own & SOURCE.keys()


@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_pages_connect_to_the_list_and_nowhere_else(browser: str) -> None:
    policy = built(browser)["content_security_policy"]["extension_pages"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self' https://list.example:8443",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


def test_the_development_key_gives_the_documented_id_and_no_release_has_it() -> None:
    digest = hashlib.sha256(base64.b64decode(DEVELOPMENT_KEY)).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == CHROME_ID
    assert built("chrome")["key"] == DEVELOPMENT_KEY
    assert "key" not in built("chrome", release=True)
