"""``sidestep backup`` and ``sidestep restore``."""

from __future__ import annotations

from pathlib import Path

import click

from companion.backup import restore_backup, write_backup
from companion.cli.home import open_home
from companion.clock import utc_now
from companion.config import Config
from companion.publishing.lock import publish_lock
from companion.publishing.verification import verify_repository
from companion.signing.roles import ROLES

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write all of the home to FILE. It holds the service's keys: keep it where nobody reads it."""
    with open_home() as home, publish_lock(home.config.publish_lock):
        count = write_backup(home.config, file)
    click.echo(f"{count} files; the service's keys are among them", err=True)
    click.echo(str(file))


@click.command()
@click.argument("file", type=_FILE)
def restore(file: Path) -> None:
    """Make a home from FILE, where there is none yet, and verify it."""
    restore_backup(Config.from_environment(), file)
    with open_home() as home:
        if home.files.has_timestamp():
            current = verify_repository(home.files, at=utc_now(), tolerate_expired=ROLES)
            click.echo(f"version {current.targets.version}")
    click.echo("restored; run sidestep refresh", err=True)
