"""A site kept as a folder of page fragments around one layout."""

from __future__ import annotations

from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template

from demo.exchange import Request, Response, html

PAGES = Path(__file__).parent / "pages"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
NOT_PAGES = ("layout.html", "missing.html")


class Folder:
    """``pages/NAME``: ``layout.html`` with ``$title`` and ``$main``, an ``.html`` for each page.

    The first line of a page is its title. ``/a/b/`` and ``/a/b`` are ``a/b.html``, ``/`` is
    ``index.html``. Style sheets, scripts and pictures are served as they are.
    """

    def __init__(self, name: str) -> None:
        self._folder = PAGES / name

    def page(self, path: str, **values: str) -> Response:
        """The page at ``path`` with each ``$name`` replaced by its value, escaped; 404 if none."""
        file = self._file(path.strip("/") or "index", ".html")
        if file is None:
            return html(self._filled("missing", {}), status=HTTPStatus.NOT_FOUND)
        return html(self._filled(file.relative_to(self._folder).with_suffix("").as_posix(), values))

    def asset(self, path: str) -> Response | None:
        """The style sheet, script or picture at ``path``, ``None`` if it is none."""
        suffix = Path(path).suffix
        file = self._file(path.strip("/").removesuffix(suffix), suffix) if suffix in TYPES else None
        if file is None:
            return None
        headers = (("Content-Type", TYPES[suffix]), ("Cache-Control", "max-age=3600"))
        return Response(HTTPStatus.OK, headers, file.read_bytes())

    def __call__(self, request: Request) -> Response:
        return self.asset(request.path) or self.page(request.path)

    def _file(self, name: str, suffix: str) -> Path | None:
        file = (self._folder / f"{name}{suffix}").resolve()
        inside = file.is_relative_to(self._folder) and file.name not in NOT_PAGES
        return file if inside and file.is_file() else None

    def _filled(self, name: str, values: dict[str, str]) -> str:
        title, _, main = _text(self._folder / f"{name}.html").partition("\n")
        filled = Template(main).substitute({key: escape(value) for key, value in values.items()})
        return Template(_text(self._folder / "layout.html")).substitute(title=title, main=filled)


@cache
def _text(file: Path) -> str:
    return file.read_text("utf-8")
