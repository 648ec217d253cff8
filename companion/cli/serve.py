"""``sidestep serve``."""

from __future__ import annotations

import signal
import socket
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn

import click

from companion.cli.home import Home, open_home
from companion.clock import utc_now
from companion.config import Config
from companion.public import PREFIX, create_public_app
from companion.publishing.schedule import RefreshSchedule
from companion.wsgi import side_by_side

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


@click.command()
@click.option("--host", default=DEFAULT_HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=DEFAULT_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
@click.option("--refresh", is_flag=True, help="Renew the list every day, where there is no cron.")
@click.option("--check", is_flag=True, help="Look at some of the sites every hour.")
def serve(host: str, port: int, refresh: bool, check: bool) -> None:
    """Serve the console, and the signed list below /repository/.

    Prints both addresses once it answers. Nothing is logged about those who read the list.
    """
    from waitress.server import create_server  # type: ignore[import-untyped]

    from companion.app import create_app  # half a second that no other command needs

    with open_home() as home, _listen(host, port) as listening:
        app = side_by_side(
            console=create_app(config=home.config, store=home.store),
            public=create_public_app(home.config.repository),
        )
        server = create_server(app, sockets=[listening], ident=None)
        signal.signal(signal.SIGTERM, _stop)
        address = _address(host, listening.getsockname()[1])
        click.echo(f"console {address}/")
        click.echo(f"list {address}{PREFIX}")
        with (
            _schedule(home.config) if refresh else nullcontext(),
            _checks(home) if check else nullcontext(),
        ):
            server.run()


def _schedule(config: Config) -> RefreshSchedule:
    return RefreshSchedule(config, clock=utc_now, say=lambda text: click.echo(text, err=True))


def _checks(home: Home) -> AbstractContextManager[object]:
    from companion.checks.reach import Reach
    from companion.checks.schedule import CheckSchedule

    reach = Reach(allow_private=home.rules.development)
    return CheckSchedule(
        home.store, reach, clock=utc_now, say=lambda text: click.echo(text, err=True)
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror}") from error


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)
