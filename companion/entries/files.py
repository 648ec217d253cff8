"""Lists as files: CSV and JSON, in and out.

CSV has a header with the columns of ``COLUMNS``; ``paths`` are separated by a space, ``exact_host``
is yes or no, ``storage`` empty or keep. JSON is ``{"entries": [{…}]}`` with the same names, where
``paths`` is a list and ``exact_host`` true or false.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from companion.entries.models import Entry, NumberedProposal, Proposal
from companion.errors import BadLine, ImportFileError

Read: TypeAlias = NumberedProposal | BadLine

COLUMNS: Final = (
    "host",
    "paths",
    "exact_host",
    "name",
    "category",
    "country",
    "language",
    "evidence",
    "state",
    "contact",
    "storage",
)
_REQUIRED: Final = ("host", "name", "category", "evidence")
_YES_NO: Final = {"yes": True, "no": False, "": False}
_TEXTS: Final = tuple(name for name in COLUMNS if name not in ("paths", "exact_host"))


def read_csv(text: str) -> list[NumberedProposal | BadLine]:
    """Parse a CSV file; what cannot be read is a ``BadLine``. Numbers are those of the lines.

    Raises:
        ImportFileError: it is not such a file at all.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    read: list[NumberedProposal | BadLine] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        _require_columns(header)
        number = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                read.append(_from_cells(number, header, cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise ImportFileError(f"line {reader.line_num} is not CSV: {error}") from error
    return read


def read_json(text: str) -> list[NumberedProposal | BadLine]:
    """Parse a JSON file; what cannot be read is a ``BadLine``. Numbers count the entries from 1.

    Raises:
        ImportFileError: it is not such a file at all.
    """
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise ImportFileError(f"line {error.lineno} is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise ImportFileError("the file is nested too deep") from error
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise ImportFileError('the file is not {"entries": […]}')
    return [_from_object(number, item) for number, item in enumerate(content["entries"], start=1)]


def write_csv(entries: Iterable[Entry]) -> str:
    """Return the entries as CSV with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        fields = _fields(entry)
        fields["paths"] = " ".join(entry.paths)
        fields["exact_host"] = "no" if entry.subdomains else "yes"
        writer.writerow(fields[column] for column in COLUMNS)
    return out.getvalue()


def write_json(entries: Iterable[Entry]) -> str:
    """Return the entries as JSON, indented, so that differences can be read."""
    content = {"entries": [_fields(entry) for entry in entries]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "host": entry.host,
        "paths": list(entry.paths),
        "exact_host": not entry.subdomains,
        "name": entry.name,
        "category": entry.category,
        "country": entry.country,
        "language": entry.language,
        "evidence": entry.evidence,
        "state": entry.state.value,
        "contact": entry.contact,
        "storage": entry.storage,
    }


def _require_columns(header: list[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise ImportFileError(
            f"line 1 has an unknown column {unknown[0]!r}; they are {','.join(COLUMNS)}"
        )
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise ImportFileError(f"line 1 has no column {missing[0]!r}; they are {','.join(COLUMNS)}")
    if len(set(header)) != len(header):
        raise ImportFileError("line 1 names a column twice")


def _from_cells(number: int, header: list[str], cells: list[str]) -> NumberedProposal | BadLine:
    if len(cells) != len(header):
        return BadLine(number, f"has {len(cells)} cells, the header has {len(header)}")
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    exact_host = row.get("exact_host", "").lower()
    if exact_host not in _YES_NO:
        return BadLine(number, f"exact_host {exact_host!r} is neither yes nor no")
    texts = {name: row.get(name, "") for name in _TEXTS}
    return _numbered(number, texts, row.get("paths", "").split(), _YES_NO[exact_host])


def _from_object(number: int, item: object) -> NumberedProposal | BadLine:
    if not isinstance(item, dict):
        return BadLine(number, "is not an object")
    unknown = next((name for name in item if name not in COLUMNS), None)
    if unknown is not None:
        return BadLine(number, f"has an unknown field {unknown!r}")
    texts = {name: item.get(name, "") for name in _TEXTS}
    wrong = next((name for name, value in texts.items() if not isinstance(value, str)), None)
    if wrong is not None:
        return BadLine(number, f"{wrong} is not a string")
    paths = item.get("paths", [])
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        return BadLine(number, "paths is not a list of strings")
    exact_host = item.get("exact_host", False)
    if not isinstance(exact_host, bool):
        return BadLine(number, "exact_host is neither true nor false")
    return _numbered(number, texts, paths, exact_host)


def _numbered(
    number: int, texts: dict[str, str], paths: list[str], exact_host: bool
) -> NumberedProposal:
    fields = {name: value for name, value in texts.items() if name != "state"}
    proposal = Proposal(paths=tuple(paths), exact_host=exact_host, **fields)
    return NumberedProposal(number, proposal, texts["state"])
