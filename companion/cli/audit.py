"""``sidestep audit …``: who did what."""

from __future__ import annotations

import click

from companion.audit.models import verify_chain
from companion.cli.home import open_home


@click.group()
def audit() -> None:
    """Verify and print the audit trail."""


@audit.command()
@click.option("--head", help="A hash that an earlier run printed: it has to be in the trail.")
def verify(head: str | None) -> None:
    """Recompute the chain. Prints how many records there are and the hash of the last.

    Note that hash somewhere else: with --head it shows later that nothing was cut off.
    """
    with open_home() as home:
        last = verify_chain(home.store.trail(), head=head)
    click.echo("0 records" if last is None else f"{last.number} records\t{last.hash}")


@audit.command("list")
@click.option("--subject", default="", help="Only what was done to this host, person or release.")
def list_records(subject: str) -> None:
    """Print the records: number, time, person, action, subject, detail, with tabs between."""
    with open_home() as home:
        records = home.store.trail()
    for each in records:
        event = each.event
        if subject in ("", event.subject):
            at = f"{event.at:%Y-%m-%dT%H:%M:%SZ}"
            fields = (str(each.number), at, event.person, event.action, event.subject)
            click.echo("\t".join((*fields, event.detail)).rstrip())
