"""``sidestep check``."""

from __future__ import annotations

import time

import click

from companion.cli.home import open_home
from companion.clock import utc_now
from companion.entries.service import listed_entry


@click.command()
@click.argument("hosts", nargs=-1, metavar="[HOST]...")
@click.option("--all", "everything", is_flag=True, help="Also what was checked in the last 7 days.")
@click.option("--most", type=click.IntRange(1), default=20_000, help="So many sites at most.")
def check(hosts: tuple[str, ...], everything: bool, most: int) -> None:
    """Look whether listed sites are still what they were; print what is found.

    Without HOST: all sites that nobody has looked at for 7 days. It asks for a page of each, one
    request at a time a site. What it finds waits on the console's page of checks; it changes
    nothing. Prints host, kind, address and detail, with tabs between.
    """
    from companion.checks.models import CHECK_EVERY
    from companion.checks.reach import Reach
    from companion.checks.run import check_sites
    from companion.checks.store import Findings

    with open_home() as home:
        if hosts:
            entries = [listed_entry(home.store, host, home.rules) for host in hosts]
        else:
            now = utc_now()
            with home.store.session() as session:
                before = now if everything else now - CHECK_EVERY
                entries = Findings(session).due(before, most)
        reach = Reach(allow_private=home.rules.development)
        found = 0
        results = check_sites(home.store, entries, reach, clock=utc_now, pause=time.sleep)
        for entry, findings in results:
            for each in findings:
                found += 1
                click.echo(f"{entry.host}\t{each.kind.value}\t{each.address}\t{each.detail}")
    click.echo(f"{len(entries)} sites checked, {found} findings", err=True)
