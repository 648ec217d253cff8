"""Bringing in many sites at once: first a look at what would happen, then all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from companion.accounts.guard import current_person, needs
from companion.accounts.models import Role
from companion.entries import files, service
from companion.entries.models import Entry
from companion.entries.views.desk import Desk
from companion.errors import BadLine, ImportFileError, InputError

MOST_SHOWN: Final = 200
LARGEST_IMPORT_BYTES: Final = 8_000_000


@dataclass(frozen=True)
class Preview:
    """What an import would do. ``refusal`` is why the file as a whole cannot be imported."""

    text: str
    good: tuple[Entry, ...] = ()
    bad: tuple[BadLine, ...] = ()
    refusal: str = ""


def add_importing(pages: Blueprint, desk: Desk) -> None:
    """Add the import in two steps. Between them the file is in the form, nowhere on the service."""

    @pages.get("/import")
    @needs(Role.EDITOR, Role.REVIEWER)
    def choose() -> str:
        return render_template("entries/import.html", columns=files.COLUMNS, most=MOST_SHOWN)

    @pages.post("/import")
    @needs(Role.EDITOR, Role.REVIEWER)
    def look() -> str | tuple[str, int]:
        preview = _preview(desk, _uploaded())
        page = render_template(
            "entries/import.html", columns=files.COLUMNS, preview=preview, most=MOST_SHOWN
        )
        return page, 400 if preview.bad or preview.refusal else 200

    @pages.post("/import/confirm")
    @needs(Role.EDITOR, Role.REVIEWER)
    def confirm() -> Response:
        lines = _read(request.form.get("text", ""))
        by = current_person().name
        added = service.import_all(desk.store, lines, desk.rules, at=desk.clock(), by=by)
        flash(f"{len(added)} sites are on the list, all unverified.")
        return redirect(url_for("entries.index", state="unverified", sort="-added"), 303)


def _uploaded() -> bytes:
    file = request.files.get("file")
    return b"" if file is None else file.stream.read(LARGEST_IMPORT_BYTES + 1)


def _preview(desk: Desk, data: bytes) -> Preview:
    if len(data) > LARGEST_IMPORT_BYTES:
        return Preview("", refusal=f"the file is larger than {LARGEST_IMPORT_BYTES:,} bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Preview("", refusal="the file is not in UTF-8")
    if not text.strip():
        return Preview("", refusal="the file is empty")
    try:
        by = current_person().name
        good, bad = service.preview(desk.store, _read(text), desk.rules, at=desk.clock(), by=by)
    except InputError as error:
        return Preview(text, refusal=str(error))
    return Preview(text, tuple(good), tuple(bad))


def _read(text: str) -> list[files.Read]:
    """Read CSV or JSON, whichever it is.

    Raises:
        ImportFileError: it is neither.
    """
    if "\0" in text:
        raise ImportFileError("the file has a character that no text has")
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    return files.read_json(text) if is_json else files.read_csv(text)
