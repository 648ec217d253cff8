"""``sidestep publish`` and ``sidestep refresh``."""

from __future__ import annotations

import click

from companion.cli.home import open_home
from companion.clock import utc_now
from companion.publishing.lock import sole_writer
from companion.publishing.publish import Published, publish_list, require_one_person
from companion.publishing.publish import refresh as refresh_list
from companion.publishing.verification import verify_root
from companion.releases.actions import verified_content
from companion.signing.keys import load_keys
from companion.signing.online import online_signers
from companion.signing.roles import TARGETS


@click.command()
def publish() -> None:
    """Sign and publish the verified sites, where one person may.

    Prints the version of the list. Without a change the list keeps its version and is only renewed.
    """
    announce(publish_home())


@click.command()
def refresh() -> None:
    """Sign snapshot and timestamp again; run it every day.

    Prints the version of the list, which stays the same.
    """
    with open_home() as home, sole_writer(home.config):
        signers = online_signers(home.config, verify_root(home.files)[0])
        announce(refresh_list(home.files, signers, at=utc_now()))


def publish_home() -> Published:
    """Publish the verified entries of the home that the environment names."""
    with open_home() as home, sole_writer(home.config):
        root, _ = verify_root(home.files)
        require_one_person(root)
        signers = {**load_keys(home.config.keys, [TARGETS]), **online_signers(home.config, root)}
        return publish_list(home.files, signers, verified_content(home), at=utc_now())


def announce(published: Published) -> None:
    """Print the version, and on stderr what happened."""
    if published.repaired is not None:
        click.echo(f"clients would have refused what was published: {published.repaired}", err=True)
    end = published.repository.targets.expires
    what = "published" if published.is_new else "unchanged, renewed"
    next_step = published.repository.timestamp.expires
    click.echo(
        f"list {what}; good until {end:%Y-%m-%d}, refresh before {next_step:%Y-%m-%d}", err=True
    )
    click.echo(f"version {published.version}")
