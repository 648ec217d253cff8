"""``sidestep init``."""

from __future__ import annotations

from pathlib import Path

import click

from companion.atomic import write_atomically
from companion.cli.home import is_home
from companion.cli.publish import announce, publish_home
from companion.clock import utc_now
from companion.config import Config
from companion.db import connect, migrate
from companion.errors import CeremonyError, HomeError, InputError
from companion.publishing.files import RepositoryFiles
from companion.signing import ceremonies
from companion.signing.holders import PublicHalf, read_public_half
from companion.signing.keys import ensure_keys
from companion.signing.roles import ROOT
from companion.signing.roots import ONLINE, create_development_root, first_root, require_usable

_FILE = click.Path(path_type=Path)


@click.command()
@click.option(
    "--development",
    is_flag=True,
    help="One person, unencrypted keys, names such as help.test allowed. This is the default.",
)
@click.option("--people-keys", multiple=True, type=_FILE, help="Public halves of people's keys.")
@click.argument("more_keys", nargs=-1, type=_FILE, metavar="[FILE]...")
@click.option("--threshold", type=click.IntRange(1), help="So many of them have to sign.")
def init(
    development: bool,
    people_keys: tuple[Path, ...],
    more_keys: tuple[Path, ...],
    threshold: int | None,
) -> None:
    """Create keys, database and, for development, an empty signed list.

    With --people-keys FILE... --threshold K the home is for production: it prints the root that the
    holders of these keys have to sign before anything else. An interrupted init is finished by
    running it again; a finished one is never overwritten.
    """
    config = Config.from_environment()
    if is_home(config) or config.pending_root.exists():
        raise HomeError(f"{config.home} is a home already; nothing was changed")
    if development and people_keys:
        raise InputError("--development and --people-keys exclude each other")
    if more_keys and not people_keys:
        raise InputError(f"what is {str(more_keys[0])!r}? Public halves follow --people-keys")
    if bool(people_keys) != (threshold is not None):
        raise InputError("--people-keys and --threshold belong together")
    halves = [read_public_half(path) for path in (*people_keys, *more_keys)]
    if len({half.name for half in halves}) != len(halves):
        raise CeremonyError("two of the public halves have the same name")
    if halves and threshold is not None:
        _init_production(config, halves, threshold)
    else:
        _init_development(config)


def _init_development(config: Config) -> None:
    _create_database(config)
    signers = ensure_keys(config.keys)
    files = RepositoryFiles(config.repository)
    files.write(ROOT, 1, create_development_root(signers, at=utc_now()))
    announce(publish_home())
    click.echo(f"{config.home} is ready, for development: its keys are not encrypted", err=True)


def _init_production(config: Config, halves: list[PublicHalf], threshold: int) -> None:
    people = [half.key for half in halves]
    require_usable(people, threshold)
    _create_database(config)
    signers = ensure_keys(config.keys, ONLINE)
    online = {role: signer.public_key for role, signer in signers.items()}
    root = first_root(people, threshold, online, at=utc_now())
    for half in halves:
        write_atomically(config.holders / f"{half.name}.pub.json", half.to_json().encode())
    path = ceremonies.begin(config, root)
    if threshold == 1:
        click.echo("warning: one person alone will be able to change the list", err=True)
    click.echo(f"the holders have to sign it: {path}", err=True)
    click.echo(path)


def _create_database(config: Config) -> None:
    config.home.mkdir(parents=True, exist_ok=True)
    engine = connect(config.place)
    try:
        migrate(engine)
    finally:
        engine.dispose()
