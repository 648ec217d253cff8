"""Console and public list behind one address, as ``sidestep serve`` offers them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from companion.public import PREFIX

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def side_by_side(*, console: WSGIApplication, public: WSGIApplication) -> WSGIApplication:
    """Give everything below ``/repository/`` to ``public`` and the rest to ``console``."""

    def serve(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        is_public = environment.get("PATH_INFO", "").startswith(f"{PREFIX}/")
        return (public if is_public else console)(environment, start)

    return serve
