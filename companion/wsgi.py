"""Console and public list behind one address, as ``sidestep serve`` and servers of WSGI offer them.

For gunicorn and its like: ``gunicorn 'companion.wsgi:application()'``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from companion.public import PREFIX

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def application() -> WSGIApplication:
    """Return both for the home that the environment names, with the console's log on stderr.

    Raises:
        HomeError, RepositoryError, DatabaseError: the home cannot be served.
    """
    from companion.app import create_app  # the command does without all this
    from companion.config import Config
    from companion.entries.store import open_store
    from companion.logs import write_logs
    from companion.public import create_public_app

    config = Config.from_environment()
    console = create_app(config=config, store=open_store(config.place))
    write_logs(console)
    return side_by_side(console=console, public=create_public_app(config.repository))


def side_by_side(*, console: WSGIApplication, public: WSGIApplication) -> WSGIApplication:
    """Give everything below ``/repository/`` to ``public`` and the rest to ``console``."""

    def serve(environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        is_public = environment.get("PATH_INFO", "").startswith(f"{PREFIX}/")
        return (public if is_public else console)(environment, start)

    return serve
