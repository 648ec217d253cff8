"""Build the packages for the browsers from the one source tree in ``extension/``.

Writes ``DIR/chrome/``, ``DIR/firefox/`` (unpacked) and ``DIR/sidestep-BROWSER-VERSION[-dev].zip``,
with the list that the companion's home has published in them. Run it with the project's Python:
``.venv/bin/python build_ext.py all``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from companion.config import Config
from companion.errors import RepositoryError
from companion.trust import read_trust
from tools.packaging.contents import ContentsError, package_contents
from tools.packaging.output import write_folder, write_zip
from tools.packaging.pinned import NotSetUpError
from tools.packaging.release import refusals
from tools.packaging.worker import JoinError, join_worker

SOURCE = Path(__file__).parent / "extension"
BROWSERS = ("chrome", "firefox")
DEFAULT_REPOSITORY_URL = "http://127.0.0.1:8000/repository"

FAILED = 1
REFUSED = 2


class RefusedError(Exception):
    """The package was not built; each line says why."""


def build(options: argparse.Namespace, *, now: datetime) -> list[Path]:
    """Build what ``options`` ask for and return the zips.

    Raises:
        RefusedError: a release that must not be.
        RepositoryError: the home has no list that a client would accept.
        ContentsError: the source tree holds something that does not ship.
        JoinError: the worker's modules do not make one file.
        NotSetUpError: what the build needs of ``make setup`` is not there.
    """
    trust = read_trust(options.home, now=now)
    if options.release and (reasons := refusals(trust, options.repository_url, now=now)):
        raise RefusedError("\n".join(f"not released: {reason}" for reason in reasons))
    version = json.loads((SOURCE / "manifest.json").read_bytes())["version"]
    suffix = "" if options.release else "-dev"
    worker = join_worker(SOURCE)
    zips = []
    for browser in BROWSERS if options.browser == "all" else (options.browser,):
        contents = package_contents(
            SOURCE,
            browser,
            trust,
            worker=worker,
            repository_url=options.repository_url,
            name=options.name,
            release=options.release,
        )
        write_folder(contents, options.out / browser)
        zips.append(options.out / f"sidestep-{browser}-{version}{suffix}.zip")
        write_zip(contents, zips[-1])
    return zips


def repository_url(text: str) -> str:
    """``text`` without a slash at its end, if it is an address that a list can be fetched from."""
    parts = urlsplit(text)
    plain = parts.hostname and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not plain:
        raise argparse.ArgumentTypeError(f"not an address like https://example.org/path: {text}")
    return text.rstrip("/")


def shown_name(text: str) -> str:
    """``text`` if browsers take it as an extension's name."""
    if not 0 < len(text.strip()) <= 75:
        raise argparse.ArgumentTypeError("a name has 1 to 75 characters")
    return text.strip()


def parser() -> argparse.ArgumentParser:
    """The command line."""
    line = argparse.ArgumentParser(prog="build_ext.py", description=__doc__.partition("\n")[0])
    line.add_argument("browser", choices=(*BROWSERS, "all"))
    line.add_argument(
        "--home",
        type=Path,
        default=Config.from_environment().home,
        metavar="DIR",
        help="the companion's data directory (default: $SIDESTEP_HOME or var)",
    )
    line.add_argument(
        "--repository-url",
        type=repository_url,
        default=DEFAULT_REPOSITORY_URL,
        metavar="URL",
        help="where the extension fetches its list (default: %(default)s)",
    )
    line.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="default: dist")
    line.add_argument(
        "--name", type=shown_name, help="another name, for managed or self-hosted packages"
    )
    line.add_argument("--release", action="store_true", help="refuse what must not reach people")
    return line


def main(arguments: Sequence[str] | None = None, *, now: datetime | None = None) -> int:
    """Run the command line; the zips' paths go to stdout, refusals to stderr."""
    options = parser().parse_args(arguments)
    try:
        zips = build(options, now=now or datetime.now(UTC))
    except RefusedError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except RepositoryError as error:
        print(f"{options.home}: no published list to bundle: {error}", file=sys.stderr)
        print("Publish one first: sidestep init, then sidestep publish.", file=sys.stderr)
        return FAILED
    except (ContentsError, JoinError, NotSetUpError) as error:
        print(error, file=sys.stderr)
        return FAILED
    for file in zips:
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
