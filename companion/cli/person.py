"""``sidestep person …``: who keeps the list."""

from __future__ import annotations

import click

from companion.accounts import invitations, service
from companion.accounts.models import Role
from companion.cli.home import Home, open_home
from companion.cli.options import as_person
from companion.clock import utc_now

_role_options = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="What they may do; may be repeated.",
)


@click.group()
def person() -> None:
    """Add, remove and list the people who keep the list."""


@person.command()
@click.argument("name")
@_role_options
@as_person
def add(name: str, roles: tuple[str, ...], person: str) -> None:
    """Add somebody. Operators add people; the first person has to be one.

    Prints a link to the console that works once: hand it to that person and to nobody else.
    """
    with open_home() as home:
        added = service.add_person(
            home.store, name, [Role(role) for role in roles], by=person, at=utc_now()
        )
        link = _link(home, name, person or name)
    click.echo(f"{added.name}\t{' '.join(sorted(added.roles))}")
    click.echo(f"link\t{link}")


@person.command()
@click.argument("name")
@as_person
def invite(name: str, person: str) -> None:
    """Print a new link for somebody who lost every way in; the old ones stop working."""
    with open_home() as home:
        link = _link(home, name, person)
    click.echo(f"link\t{link}")


@person.command()
@click.argument("name")
@_role_options
@as_person
def roles(name: str, roles: tuple[str, ...], person: str) -> None:
    """Give somebody other roles. Nobody changes their own."""
    with open_home() as home:
        changed = service.change_roles(
            home.store, name, [Role(role) for role in roles], by=person, at=utc_now()
        )
    click.echo(f"{changed.name}\t{' '.join(sorted(changed.roles))}")


@person.command()
@click.argument("name")
@as_person
def remove(name: str, person: str) -> None:
    """Remove somebody. What they did stays theirs; the name is not used again."""
    with open_home() as home:
        removed = service.remove_person(home.store, name, by=person, at=utc_now())
    click.echo(f"{removed.name}\t{' '.join(sorted(removed.roles))}")


@person.command("list")
def list_people() -> None:
    """Print names and roles, a tab between."""
    with open_home() as home:
        people = home.store.people()
    for each in people:
        click.echo(f"{each.name}\t{' '.join(sorted(each.roles))}")


def _link(home: Home, name: str, by: str) -> str:
    token = service.invite(home.store, name, by=by, at=utc_now())
    return invitations.link_to(home.config.console_url, token)
