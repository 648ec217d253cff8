"""Which modules of the companion may know which: views and cli → service → models, never back."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
COMPANION = PROJECT / "companion"
MODULES = sorted(COMPANION.rglob("*.py"))

WEB = ("flask", "flask_wtf", "itsdangerous", "werkzeug", "waitress")
DATABASE = ("sqlalchemy", "alembic", "companion.db")
OUTSIDE = ("extension", "demo", "tools", "tests", "build_ext")

MAY_USE_THE_WEB = {
    "app.py",
    "public.py",
    "health.py",
    "wsgi.py",
    "views.py",
    "serve.py",
    "guard.py",
    "cookies.py",
    "origin.py",
    "logs.py",
}
"""By file name: where requests come in. Modules of a package ``views`` may as well."""

NOT_FOR: dict[str, tuple[str, ...]] = {
    "models.py": (*WEB, *DATABASE, "click", "companion.cli", "os", "pathlib"),
    "service.py": (
        *WEB,
        *DATABASE,
        "click",
        "companion.cli",
        "os",
        "pathlib",
        "time",
        "companion.clock",
    ),
}
NOT_FOR |= dict.fromkeys(
    (
        "sessions.py",
        "passwords.py",
        "passkeys.py",
        "one_time_codes.py",
        "recovery.py",
        "invitations.py",
        "wording.py",
        "edits.py",
        "removals.py",
        "advice.py",
        "history.py",
        "protection.py",
        "signs.py",
    ),
    NOT_FOR["service.py"],
)
"""What decides knows neither requests nor rows nor disk nor clock; it is given them."""


def imports(source: str) -> Iterator[str]:
    """The modules and names that ``source`` imports, in full: ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole package"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def against(source: str, forbidden: tuple[str, ...]) -> list[str]:
    return [
        name
        for name in imports(source)
        if any(name == rule or name.startswith(f"{rule}.") for rule in forbidden)
    ]


def layer(name: str) -> set[str]:
    """The last part of each module of the companion that is imported."""
    return set(name.split("."))


def test_the_companion_is_where_this_test_looks() -> None:
    assert len(MODULES) > 20
    assert {"models.py", "service.py", "views.py"} <= {module.name for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PROJECT)))
def test_a_module_knows_only_what_its_layer_may(module: Path) -> None:
    source = module.read_text("utf-8")
    assert against(source, OUTSIDE) == []
    assert against(source, NOT_FOR.get(module.name, ())) == []
    if module.name not in MAY_USE_THE_WEB and "views" not in module.parts:
        assert against(source, WEB) == []
    if "cli" not in module.parts and module.name != "__main__.py":
        assert against(source, ("companion.cli", "click")) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PROJECT)))
def test_decisions_never_look_back_at_what_shows_them(module: Path) -> None:
    own = [name for name in imports(module.read_text("utf-8")) if name.startswith("companion.")]
    if module.name not in ("app.py",) and "views" not in module.parts:
        assert not [name for name in own if "views" in layer(name)]
    if module.name == "models.py":
        assert not [name for name in own if "service" in layer(name)]
    if module.parent.name in ("signing", "publishing"):
        assert not [name for name in own if {"cli", "service", "store"} & layer(name)]


def test_the_check_sees_a_wrong_import() -> None:
    assert against("from flask import request", NOT_FOR["service.py"]) == ["flask.request"]
    assert against("import companion.cli.entry", ("companion.cli",)) == ["companion.cli.entry"]
    assert against("from companion.clinic import x", ("companion.cli",)) == []


def test_a_command_starts_without_what_only_the_console_needs() -> None:
    asks = (
        "import sys, companion.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    )
    names = (*WEB, "argon2", "limits", "pyotp", "segno", "webauthn")

    done = subprocess.run([sys.executable, "-c", asks, *names], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")
