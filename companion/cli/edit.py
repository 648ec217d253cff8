"""``sidestep entry edit`` and what else changes one site that is listed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from companion.accounts.models import REVIEWERS, WRITERS
from companion.cli.home import open_home
from companion.cli.options import as_person
from companion.clock import utc_now
from companion.entries import edits, removals
from companion.entries.models import Entry, State
from companion.entries.service import listed_entry


@click.command()
@click.argument("host")
@click.option("--path", "paths", multiple=True, help="Instead of the paths so far; repeatable.")
@click.option("--whole-host", is_flag=True, help="Instead of the paths so far: every page.")
@click.option("--exact-host/--subdomains", default=None, help="Without, or with, subdomains.")
@click.option("--name", help="What the organisation calls itself.")
@click.option("--category", help="Its category.")
@click.option("--evidence", help="Web address where this can be seen.")
@click.option("--country", help="Two letters, such as GB.")
@click.option("--language", help="Two or three letters, such as en.")
@click.option("--contact", help="How to reach them.")
@click.option("--storage", help="keep, or '' for the rule of all others.")
@click.option(
    "--seen", type=click.IntRange(1), help="The version that you looked at; refused if it is older."
)
@as_person
def edit(
    host: str,
    paths: tuple[str, ...],
    whole_host: bool,
    exact_host: bool | None,
    seen: int | None,
    person: str,
    **texts: str | None,
) -> None:
    """Change the site HOST; what is not named stays as it is.

    A verified site whose pages, name, evidence or storage change has to be approved again. Until
    then the list goes on saying what it said.
    """
    if paths and whole_host:
        raise click.UsageError("--path and --whole-host exclude each other")
    with open_home() as home:
        by = home.acting(person, WRITERS)
        present = listed_entry(home.store, host, home.rules)
        given: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
        proposal = replace(edits.proposal_of(present), **given)
        if paths or whole_host:
            proposal = replace(proposal, paths=paths)
        if exact_host is not None:
            proposal = replace(proposal, exact_host=exact_host)
        edited = edits.edit(
            home.store, proposal, home.rules, seen=seen or present.version, at=utc_now(), by=by
        )
    click.echo(entry_row(edited))
    if edited.state is State.UNVERIFIED:
        click.echo("unverified: the change waits for its reviewers", err=True)


@click.command()
@click.argument("host")
def show(host: str) -> None:
    """Print all that is known of the site HOST: field and value, a tab between."""
    with open_home() as home:
        each = listed_entry(home.store, host, home.rules)
    removal = each.removal
    lines = {
        "host": each.host,
        "version": str(each.version),
        "state": each.state.value,
        "paths": " ".join(each.paths) or "/",
        "subdomains": "yes" if each.subdomains else "no",
        "storage": each.storage or "in memory",
        "name": each.name,
        "category": each.category,
        "country": each.country,
        "language": each.language,
        "evidence": each.evidence,
        "contact": each.contact,
        "written by": " ".join(each.authors),
        "approved by": " ".join(each.reviewers),
        "removal proposed": "" if removal is None else f"by {removal.by or '?'}: {removal.reason}",
    }
    for name, value in lines.items():
        click.echo(f"{name}\t{value}")


@click.command("propose-removal")
@click.argument("host")
@click.option("--reason", default="", help="Why it should go.  [required]")
@as_person
def propose_removal(host: str, reason: str, person: str) -> None:
    """Ask for the removal of the site HOST; somebody else has to agree."""
    with open_home() as home:
        by = home.acting(person, WRITERS)
        asked = removals.propose_removal(home.store, host, reason, home.rules, at=utc_now(), by=by)
    click.echo(entry_row(asked))


@click.command("agree-to-removal")
@click.argument("host")
@as_person
def agree_to_removal(host: str, person: str) -> None:
    """Take the site HOST off the list, as somebody else proposed."""
    with open_home() as home:
        by = home.acting(person, REVIEWERS)
        removed = removals.agree_to_removal(home.store, host, home.rules, at=utc_now(), by=by)
    click.echo(entry_row(removed))


@click.command()
@click.argument("host")
@as_person
def keep(host: str, person: str) -> None:
    """Drop the proposal to remove the site HOST."""
    with open_home() as home:
        by = home.acting(person, WRITERS)
        kept = removals.keep(home.store, host, home.rules, at=utc_now(), by=by)
    click.echo(entry_row(kept))


def entry_row(each: Entry) -> str:
    """Return one line for a site: host, state, category, paths and name, with tabs between."""
    paths = " ".join(each.paths) or "/"
    return "\t".join((each.host, each.state, each.category, paths, each.name))
