"""Which requests come from the console's own pages: what cookies alone cannot say."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Request, request

from companion.config import Config
from companion.errors import ForgedFormError

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")


def keep_to_own_origin(app: Flask, config: Config) -> None:
    """Answer for the hosts that this console has, and refuse what another site sent.

    Host: against DNS rebinding. ``Sec-Fetch-Site`` and ``Origin``: beside the token in every form,
    since browsers set them and pages cannot (Fetch, "Origin header"; Fetch Metadata). Loopback
    always answers: a monitor or a reverse proxy may ask there.
    """
    named = urlsplit(config.console).hostname
    app.config["TRUSTED_HOSTS"] = [*_LOOPBACK, *([named] if named else [])]
    app.before_request(lambda: _refuse_foreign(request, config))


def _refuse_foreign(request: Request, config: Config) -> None:
    if request.method in _SAFE:
        return
    own = {request.host_url.rstrip("/"), *([config.console] if config.console else [])}
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if site != "same-origin" or (origin is not None and origin not in own):
        raise ForgedFormError("this form was not sent from a page of the console")
