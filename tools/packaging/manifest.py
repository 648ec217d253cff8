"""What differs between the browsers: everything else is in ``extension/manifest.json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

BACKGROUND = "background/main.js"

MANAGED_SCHEMA = "managed-schema.json"
"""What a policy may set. Firefox takes a policy's values without one, and does not know the key."""

FIREFOX_ID = "sidestep@sidestep.example"

CHROME_ID = "ddiegpgkchfghkogdfdnackkdknajmhe"
"""The id that ``DEVELOPMENT_KEY`` gives: the same on every machine, so that tests can name it."""

DEVELOPMENT_KEY = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAt1zrYxtxoW1HoC8DY/Z8zgHEP0vsx3xjQ8JyxplyKpKTLdl0"
    "O3gCl5NydNmhpuL0qRssDh7b2t2UHTscLZMjIVevk6sc6DgE5238IoFBZdKBcIlMHHVFMRcVCLjNkR68xFhOEHsUGsM5"
    "DhOcFBzJcMpHdwa3kfh45FtfMsVZ5RB7EgicwEu9Ac8GG+8Tn8ODoiAJhu1s1tPuane1G74cSwToqCji5TcwiCOtNBCk"
    "PAD+U1X7H5FDQz5A9uh25IyZmsXn9anTRl3LwEAnwbUIvE7FxIH9S/78xv5zCcK0lpcIRFN6tp/lZqU1e4BQJXq7lRTU"
    "Mzo5MINpL4pVKWteEwIDAQAB"
)
"""A public key whose private half was thrown away. Stores assign their own: releases go without."""

MINIMUM_CHROME = "137"
"""The first with Ed25519 in WebCrypto without a flag, which verifies the list."""

MINIMUM_FIREFOX = "142.0"
"""The first in which the data-collection key counts on every platform (web-ext lint says so)."""

SHORTCUTS = {"chrome": "Alt+Q", "firefox": "F9"}
"""Chromium refuses to load an extension whose default is a bare function key."""


def manifest_for(
    browser: str, source: Mapping[str, Any], *, repository_url: str, release: bool
) -> dict[str, Any]:
    """The manifest of a package.

    Args:
        browser: ``chrome`` or ``firefox``.
        source: the parsed ``extension/manifest.json``.
        repository_url: where the list is fetched from, the only place to connect to.
        release: without the fixed key that gives development builds their id.
    """
    manifest = dict(source)
    leave = {**source["commands"]["leave"], "suggested_key": {"default": SHORTCUTS[browser]}}
    manifest["commands"] = {**source["commands"], "leave": leave}
    policy: str = source["content_security_policy"]["extension_pages"]
    manifest["content_security_policy"] = {
        "extension_pages": policy.replace(
            "connect-src 'self'", f"connect-src 'self' {origin_of(repository_url)}"
        )
    }
    own = _chrome(release=release) if browser == "chrome" else _firefox(source["permissions"])
    return manifest | own


def origin_of(url: str) -> str:
    """Scheme, host and port of ``url``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _chrome(*, release: bool) -> dict[str, Any]:
    return {
        "background": {"service_worker": BACKGROUND, "type": "module"},
        "minimum_chrome_version": MINIMUM_CHROME,
        "storage": {"managed_schema": MANAGED_SCHEMA},
        **({} if release else {"key": DEVELOPMENT_KEY}),
    }


def _firefox(permissions: list[str]) -> dict[str, Any]:
    return {
        "background": {"scripts": [BACKGROUND], "type": "module"},
        "permissions": sorted([*permissions, "contextualIdentities", "webRequestBlocking"]),
        "browser_specific_settings": {
            "gecko": {
                "id": FIREFOX_ID,
                "strict_min_version": MINIMUM_FIREFOX,
                "data_collection_permissions": {"required": ["none"]},
            }
        },
    }
