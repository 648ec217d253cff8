"""Options that many commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

PERSON_VARIABLE = "SIDESTEP_PERSON"


def as_person(command: F) -> F:
    """Ask who is at work. A development home does without."""
    return click.option(
        "--as",
        "person",
        default="",
        envvar=PERSON_VARIABLE,
        metavar="PERSON",
        help=f"Who you are; ${PERSON_VARIABLE} says it for all commands.",
    )(command)


def signing_options(command: F) -> F:
    """Ask for what signing on one's own machine needs."""
    path = click.Path(path_type=Path)
    options = (
        click.argument("file", type=path),
        click.option("--key", type=path, required=True, help="Your NAME.pem."),
        click.option(
            "--repository", default="", help="Where the list is published: an address or a folder."
        ),
        click.option("--trust", type=path, help="What you trust; default: trust beside your key."),
        click.option("--out", type=path, help="The signature file; default: one here."),
        click.option("--yes", is_flag=True, help="Do not ask whether to sign."),
    )
    for option in reversed(options):
        command = option(command)
    return command
