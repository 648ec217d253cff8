"""The command ``sidestep``: one module for each group of commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click
from click.exceptions import NoArgsIsHelpError
from sqlalchemy.exc import DBAPIError as SqlError

from companion.cli.audit import audit
from companion.cli.backup import backup, restore
from companion.cli.check import check
from companion.cli.entry import entry
from companion.cli.init import init
from companion.cli.keys import keys
from companion.cli.person import person
from companion.cli.publish import publish, refresh
from companion.cli.release import release
from companion.cli.search_term import search_term
from companion.cli.serve import serve
from companion.errors import ImportFileError, SidestepError

INTERRUPTED = 130


@click.group(
    epilog="Ends with 0 when done, 2 when what you gave was refused, 1 when something failed."
)
def cli() -> None:
    """Keep, sign and serve the list of support sites.

    The data lies in $SIDESTEP_HOME, or in var below the current directory.
    """


for command in (
    init,
    serve,
    entry,
    search_term,
    publish,
    refresh,
    check,
    person,
    release,
    keys,
    audit,
    backup,
    restore,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. A refusal is one line on stderr."""
    try:
        result = cli.main(arguments, prog_name="sidestep", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        return _refuse(error.format_message(), error.exit_code)
    except click.Abort:
        return INTERRUPTED
    except SidestepError as error:
        code = _refuse(str(error), error.exit_code)
        if isinstance(error, ImportFileError):
            for line in error.lines:
                click.echo(f"  line {line.number}: {line.reason}", err=True)
        return code
    except SqlError as error:
        return _refuse(f"database: {error.orig}", 1)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the flush at exit
        return 1
    except OSError as error:
        return _refuse(f"{error.filename or 'system'}: {error.strerror or error}", 1)
    return result if isinstance(result, int) else 0


def _refuse(message: str, code: int) -> int:
    click.echo(f"sidestep: {' '.join(message.split())}", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
