"""``sidestep search-term …``: words that a search for help is made of."""

from __future__ import annotations

import click

from companion.accounts.models import WRITERS
from companion.cli.home import open_home
from companion.cli.options import as_person
from companion.clock import utc_now
from companion.entries import service
from companion.entries.fields import normalise_language


@click.group("search-term")
def search_term() -> None:
    """Add, remove and list search terms."""


@search_term.command()
@click.argument("term")
@click.option("--language", default="", help="Two or three letters, such as en.  [required]")
@as_person
def add(term: str, language: str, person: str) -> None:
    """Add TERM to the list."""
    with open_home() as home:
        added = service.add_search_term(
            home.store, term, language, at=utc_now(), by=home.acting(person, WRITERS)
        )
    click.echo(f"{added.term}\t{added.language}")


@search_term.command()
@click.argument("term")
@click.option("--language", default="", help="Two or three letters, such as en.  [required]")
@as_person
def remove(term: str, language: str, person: str) -> None:
    """Take TERM off the list."""
    with open_home() as home:
        removed = service.remove_search_term(
            home.store, term, language, at=utc_now(), by=home.acting(person, WRITERS)
        )
    click.echo(f"{removed.term}\t{removed.language}")


@search_term.command("list")
@click.option("--language", default="", help="Only terms in this language.")
def list_terms(language: str) -> None:
    """Print the search terms with their languages, a tab between."""
    wanted = normalise_language(language)
    with open_home() as home:
        terms = home.store.search_terms()
    for each in terms:
        if wanted in ("", each.language):
            click.echo(f"{each.term}\t{each.language}")
