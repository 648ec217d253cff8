"""Lower case for every script, in the database: SQLite alone folds ASCII only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from companion.db import CASEFOLD


class _Folded(FunctionElement[str]):
    type = String()
    inherit_cache = True


def folded(column: ColumnElement[Any] | Any) -> ColumnElement[str]:
    """Return ``column`` without the difference of capitals."""
    return _Folded(column)


@compiles(_Folded, "sqlite")
def _on_sqlite(element: _Folded, compiler: Any, **more: Any) -> str:
    return f"{CASEFOLD}({compiler.process(element.clauses, **more)})"


@compiles(_Folded, "postgresql")
def _on_postgresql(element: _Folded, compiler: Any, **more: Any) -> str:
    return f'lower(({compiler.process(element.clauses, **more)}) COLLATE "und-x-icu")'
