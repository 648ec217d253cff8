"""``sidestep init``."""

from __future__ import annotations

import click

from companion.cli.home import is_home
from companion.cli.publish import announce, publish_home
from companion.clock import utc_now
from companion.config import Config
from companion.db import connect, migrate
from companion.errors import HomeError
from companion.publishing.files import RepositoryFiles
from companion.signing.keys import ensure_keys
from companion.signing.roles import ROOT
from companion.signing.roots import create_development_root


@click.command()
@click.option(
    "--development",
    is_flag=True,
    help="One person, unencrypted keys, names such as help.test allowed. This is the default.",
)
def init(development: bool) -> None:
    """Create keys, database and an empty signed list.

    An interrupted init is finished by running it again; a finished one is never overwritten.
    """
    config = Config.from_environment()
    if is_home(config):
        raise HomeError(f"{config.home} is a home already; nothing was changed")
    config.home.mkdir(parents=True, exist_ok=True)
    engine = connect(config.database)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    signers = ensure_keys(config.keys)
    files = RepositoryFiles(config.repository)
    files.write(ROOT, 1, create_development_root(signers, at=utc_now()))
    announce(publish_home())
    click.echo(f"{config.home} is ready, for development: its keys are not encrypted", err=True)
