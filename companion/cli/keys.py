"""``sidestep keys …``: the ceremonies."""

from __future__ import annotations

from pathlib import Path

import click

from companion.accounts.models import OPERATORS
from companion.atomic import write_atomically
from companion.audit.models import Event
from companion.cli.home import open_home
from companion.cli.options import as_person, signing_options
from companion.cli.publish import announce
from companion.cli.signing import sign_root
from companion.cli.status import role_lines
from companion.clock import utc_now
from companion.config import Config
from companion.entries.store import open_store
from companion.errors import CeremonyError, HomeError
from companion.publishing.lock import sole_writer
from companion.publishing.publish import Published
from companion.publishing.verification import verify_root
from companion.signing import ceremonies
from companion.signing.holders import PublicHalf, create_holder_key, read_public_half
from companion.signing.online import prepare_online_keys
from companion.signing.passphrases import new_passphrase
from companion.signing.requests import read_signature
from companion.signing.roles import ROLES, ROOT
from companion.signing.roots import ONLINE, RoleChange, missing_signatures, next_root

_FILE = click.Path(path_type=Path)


@click.group()
def keys() -> None:
    """Make, rotate and inspect keys; sign and publish roots."""


@keys.command()
@click.argument("name")
@click.option("--directory", type=_FILE, default=Path("."), help="Where to write; default: here.")
def new(name: str, directory: Path) -> None:
    """Make a key of your own, on your own machine: NAME.pem and NAME.pub.json.

    Prints a passphrase of seven words, which opens NAME.pem and is kept nowhere: write it down.
    Hand over NAME.pub.json; NAME.pem stays with you.
    """
    passphrase = new_passphrase()
    private, half = create_holder_key(directory, name, passphrase)
    public = directory / f"{name}.pub.json"
    write_atomically(public, half.to_json().encode())
    click.echo(f"passphrase\t{passphrase}")
    click.echo(f"private\t{private}")
    click.echo(f"public\t{public}")
    click.echo(f"key id\t{half.key.keyid[:8]}")
    click.echo("write the passphrase on paper now: it is kept nowhere else", err=True)


@keys.command()
@signing_options
def sign(
    file: Path, key: Path, repository: str, trust: Path | None, out: Path | None, yes: bool
) -> None:
    """Sign the root in FILE on your own machine, after seeing what it changes.

    For every root but the first, --repository is where the list is published: an address or a
    copied folder. It is verified from the root that you trusted before.
    """
    sign_root(file, key, repository, trust, out, yes=yes)


@keys.command()
@click.argument("roles", nargs=-1, required=True, type=click.Choice(ROLES), metavar="ROLE...")
@click.option("--add", "added", type=_FILE, multiple=True, help="A public half; may be repeated.")
@click.option("--remove", "removed", multiple=True, help="A holder's name or a key id.")
@click.option("--threshold", type=click.IntRange(1), help="Signatures needed from now on.")
@as_person
def rotate(
    roles: tuple[str, ...],
    added: tuple[Path, ...],
    removed: tuple[str, ...],
    threshold: int | None,
    person: str,
) -> None:
    """Make the next root, in which these ROLEs have other keys, to be signed by its holders.

    For root and targets, say which keys come and go; without that the root is only renewed. For
    snapshot and timestamp the service makes new keys. Prints the file to hand over.
    """
    online = [role for role in roles if role in ONLINE]
    people = [role for role in roles if role not in ONLINE]
    if (added or removed or threshold) and not people:
        raise CeremonyError("--add, --remove and --threshold are for root and targets")
    with open_home() as home, sole_writer(home.config):
        by = home.acting(person, OPERATORS)
        now = utc_now()
        root, _ = verify_root(home.files)
        halves = [read_public_half(path) for path in added]
        changes = {
            role: RoleChange(
                [half.key for half in halves],
                frozenset(_keyid(home.config, name, root.roles[role].keyids) for name in removed),
                threshold,
            )
            for role in people
        }
        waiting = ceremonies.pending_root(home.config)
        if online and waiting is None:
            for role, signer in prepare_online_keys(home.config, online).items():
                gone = frozenset(root.roles[role].keyids)
                changes[role] = RoleChange([signer.public_key], gone)
        proposed = next_root(root, changes, at=now)
        _keep_halves(home.config, halves)
        path = ceremonies.begin(home.config, proposed)
        home.store.record(
            [Event(now, by, "keys.rotate", f"root {proposed.signed.version}", " ".join(roles))]
        )
    click.echo(f"hand it to the holders of root keys, old and new: {path}", err=True)
    click.echo(path)


@keys.command()
@click.argument("signatures", nargs=-1, type=_FILE, metavar="[SIGNATURE]...")
@as_person
def publish(signatures: tuple[Path, ...], person: str) -> None:
    """Collect SIGNATUREs of the waiting root, and publish it once there are enough.

    Prints the version of the root.
    """
    config = Config.from_environment()
    read = [read_signature(path) for path in signatures]
    if ceremonies.published_root(config) is None:
        by = ""
    else:
        with open_home() as home:
            by = home.acting(person, OPERATORS)
    if not config.home.is_dir():
        raise HomeError(f"{config.home} is no home of a companion yet; run sidestep init")
    now = utc_now()
    with sole_writer(config):
        root = ceremonies.collect(config, read)
        renewed = ceremonies.publish_root(config, root, at=now)
        version = root.signed.version
        store = open_store(config.place)
        try:
            store.record([Event(now, by, "keys.publish", f"root {version}")])
        finally:
            store.close()
    if isinstance(renewed, Published):
        announce(renewed)
    elif renewed is not None:
        click.echo(f"the list could not be renewed: {renewed}; release it anew", err=True)
    click.echo(f"{ROOT} {version}")


@keys.command()
def status() -> None:
    """Print each role: keys, signatures needed, days to expiry, who signed; and what waits."""
    config = Config.from_environment()
    waiting = ceremonies.pending_root(config)
    if ceremonies.published_root(config) is not None:
        with open_home() as home:
            for line in role_lines(home, at=utc_now()):
                click.echo(line)
    elif waiting is None:
        raise HomeError(f"{config.home} is no home of a companion yet; run sidestep init")
    if waiting is not None:
        previous = ceremonies.published_root(config)
        missing = "; ".join(missing_signatures(waiting, previous)) or "enough signatures"
        click.echo(f"waiting\troot {waiting.signed.version}\t{missing}")


@keys.command()
@as_person
def discard(person: str) -> None:
    """Drop the root that waits for signatures."""
    with open_home() as home, sole_writer(home.config):
        by = home.acting(person, OPERATORS)
        version = ceremonies.discard(home.config)
        home.store.record([Event(utc_now(), by, "keys.discard", f"root {version}")])
    click.echo(f"root {version} was dropped", err=True)


def _keyid(config: Config, name: str, keyids: list[str]) -> str:
    half = config.holders / f"{name}.pub.json"
    if half.is_file():
        return read_public_half(half).key.keyid
    found = [keyid for keyid in keyids if len(name) >= 8 and keyid.startswith(name)]
    if len(found) != 1:
        raise CeremonyError(f"{name!r} is neither a holder nor the beginning of one key's id")
    return found[0]


def _keep_halves(config: Config, halves: list[PublicHalf]) -> None:
    for half in halves:
        path = config.holders / f"{half.name}.pub.json"
        if path.exists() and read_public_half(path).key != half.key:
            raise CeremonyError(f"{half.name} has another key here; call the new one {half.name}-2")
        write_atomically(path, half.to_json().encode())
