"""``sidestep entry …``: the sites of the list."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from companion.accounts.models import REVIEWERS, WRITERS
from companion.atomic import write_atomically
from companion.cli.edit import (
    agree_to_removal,
    edit,
    entry_row,
    keep,
    propose_removal,
    show,
)
from companion.cli.home import open_home
from companion.cli.options import as_person
from companion.clock import utc_now
from companion.entries import files, service
from companion.entries.models import CATEGORIES, Proposal, State
from companion.entries.words import matching_text
from companion.errors import ImportFileError, InputError

_READERS = {".csv": files.read_csv, ".json": files.read_json}
_WRITERS = {".csv": files.write_csv, ".json": files.write_json}


@click.group()
def entry() -> None:
    """Add, edit, approve, remove, list, import and export sites."""


for command in (edit, show, propose_removal, agree_to_removal, keep):
    entry.add_command(command)


@entry.command()
@click.argument("host")
@click.option("--path", "paths", multiple=True, help="Only pages below this path; may be repeated.")
@click.option("--exact-host", is_flag=True, help="Without the subdomains of HOST.")
@click.option("--name", default="", help="What the organisation calls itself.  [required]")
@click.option("--category", default="", help=f"One of {', '.join(CATEGORIES)}.  [required]")
@click.option("--evidence", default="", help="Web address where this can be seen.  [required]")
@click.option("--country", default="", help="Two letters, such as GB.")
@click.option("--language", default="", help="Two or three letters, such as en.")
@click.option("--contact", default="", help="How to reach them: mail, telephone or a page.")
@click.option("--storage", default="", help="keep: the site needs its storage (listing policy).")
@as_person
def add(
    host: str,
    paths: tuple[str, ...],
    exact_host: bool,
    name: str,
    category: str,
    evidence: str,
    country: str,
    language: str,
    contact: str,
    storage: str,
    person: str,
) -> None:
    """Add the site HOST to the list."""
    proposal = Proposal(
        host=host,
        paths=paths,
        exact_host=exact_host,
        name=name,
        category=category,
        country=country,
        language=language,
        evidence=evidence,
        contact=contact,
        storage=storage,
    )
    with open_home() as home:
        by = home.acting(person, WRITERS)
        added = service.add(home.store, proposal, home.rules, at=utc_now(), by=by)
    click.echo(entry_row(added))
    if added.state is State.UNVERIFIED:
        click.echo("unverified: it is not published until a reviewer has looked at it", err=True)


@entry.command()
@click.argument("host")
@click.option("--reason", default="", help="Why, for the audit trail.")
@as_person
def remove(host: str, reason: str, person: str) -> None:
    """Take the site HOST off the list."""
    with open_home() as home:
        by = home.acting(person, WRITERS)
        removed = service.remove(home.store, host, home.rules, at=utc_now(), by=by, reason=reason)
    click.echo(entry_row(removed))


@entry.command()
@click.argument("hosts", nargs=-1, required=True, metavar="HOST...")
@as_person
def approve(hosts: tuple[str, ...], person: str) -> None:
    """Say that you looked at these sites and that they belong on the list.

    - reads the hosts from the input, one in a line. Nobody approves what they wrote; with the
    approval of two people a site is verified and enters the next release.
    """
    if hosts == ("-",):
        hosts = tuple(sys.stdin.read().split())
    with open_home() as home:
        by = home.acting(person, REVIEWERS)
        approved = service.approve(home.store, hosts, home.rules, at=utc_now(), by=by)
    for each in approved:
        click.echo(entry_row(each))


@entry.command("list")
@click.option("--find", default="", help="Only sites in which each of these words occurs.")
@click.option("--state", type=click.Choice([State.UNVERIFIED.value, State.VERIFIED.value]))
def list_entries(find: str, state: str | None) -> None:
    """Print the sites: host, state, category, paths and name, with tabs between."""
    with open_home() as home:
        entries = home.store.entries(
            [State(state)] if state else (State.UNVERIFIED, State.VERIFIED)
        )
    for each in matching_text(entries, find):
        click.echo(entry_row(each))


@entry.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@as_person
def import_file(file: Path, person: str) -> None:
    """Add all sites of FILE (.csv or .json), or none of them.

    CSV columns: host, paths (with a space between), exact_host (yes or no), name, category,
    country, language, evidence, state (empty or unverified), contact, storage (empty or keep).
    """
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise InputError(f"{str(file)!r} is neither .csv nor .json")
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ImportFileError(f"{str(file)!r} is not in UTF-8") from None
    except OSError as error:
        raise ImportFileError(f"{str(file)!r} cannot be read: {error.strerror}") from None
    with open_home() as home:
        by = home.acting(person, WRITERS)
        try:
            added = service.import_all(home.store, reader(text), home.rules, at=utc_now(), by=by)
        except ImportFileError as error:
            raise ImportFileError(f"{str(file)!r}: {error}", error.lines) from error
    click.echo(f"imported {len(added)}, all unverified", err=True)


@entry.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def export(file: Path) -> None:
    """Write all sites to FILE (.csv or .json); - writes CSV to the output."""
    is_stdout = str(file) == "-"
    writer = files.write_csv if is_stdout else _WRITERS.get(file.suffix.lower())
    if writer is None:
        raise InputError(f"{str(file)!r} is neither .csv nor .json")
    with open_home() as home:
        entries = home.store.entries()
    if is_stdout:
        sys.stdout.write(writer(entries))
        return
    write_atomically(file, writer(entries).encode("utf-8"))
    click.echo(f"exported {len(entries)}", err=True)
