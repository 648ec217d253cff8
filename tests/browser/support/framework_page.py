"""Pages on packages from npm, served as they were installed: what a listed page may be made of."""

from __future__ import annotations

import json
import mimetypes
import subprocess
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path

from demo.exchange import Response

MODULES = Path(__file__).parents[3] / "node_modules"

SAYS = """
localStorage.clear();
sessionStorage.clear();
const says = (text) => { document.documentElement.dataset.result = text; };
const fails = ({ reason, error }) => says(`it failed: ${reason ?? error}`);
addEventListener("error", fails);
addEventListener("unhandledrejection", fails);
const out = document.getElementById("out");
"""

# what a bundler would find out from the packages' own tables
IMPORTS = {
    "@angular/core": "@angular/core/fesm2022/core.mjs",
    "@angular/core/primitives/di": "@angular/core/fesm2022/primitives-di.mjs",
    "@angular/core/primitives/event-dispatch": (
        "@angular/core/fesm2022/primitives-event-dispatch.mjs"
    ),
    "@angular/core/primitives/signals": "@angular/core/fesm2022/primitives-signals.mjs",
    "@angular/common": "@angular/common/fesm2022/common.mjs",
    "@angular/common/http": "@angular/common/fesm2022/http.mjs",
    "@angular/compiler": "@angular/compiler/fesm2022/compiler.mjs",
    "@angular/platform-browser": "@angular/platform-browser/fesm2022/platform-browser.mjs",
    "rxjs": "rxjs/dist/esm/index.js",
    "rxjs/operators": "rxjs/dist/esm/operators/index.js",
    "tslib": "tslib/tslib.es6.mjs",
    "@lit/reactive-element": "@lit/reactive-element/reactive-element.js",
    "lit": "lit/index.js",
    "lit-element/": "lit-element/",
    "lit-html": "lit-html/lit-html.js",
    "lit-html/": "lit-html/",
    "#client/constants": "svelte/src/internal/client/constants.js",
    "clsx": "clsx/dist/clsx.mjs",
    "esm-env": "esm-env/index.js",
    "esm-env/browser": "esm-env/true.js",
    "esm-env/development": "esm-env/false.js",
    "esm-env/node": "esm-env/false.js",
    "svelte": "svelte/src/index-client.js",
    "svelte/events": "svelte/src/events/index.js",
    "svelte/internal/client": "svelte/src/internal/client/index.js",
    "svelte/internal/disclose-version": "svelte/src/internal/disclose-version.js",
    "svelte/internal/flags/": "svelte/src/internal/flags/",
    "svelte/reactivity": "svelte/src/reactivity/index-client.js",
}
COMPILES = """
import { compile } from "svelte/compiler";
import { readFileSync } from "node:fs";
console.log(compile(readFileSync(0, "utf8"), { name: "Part" }).js.code);
"""


@dataclass(frozen=True)
class Framework:
    """``files``: below ``node_modules``, loaded as scripts; ``result``: what its page writes down
    in an ordinary window. ``module``: the script imports what it needs instead. ``part``: a
    component that the framework compiles, for the script to import as "part".
    """

    package: str
    kind: str
    script: str
    result: str
    files: tuple[str, ...] = ()
    body: str = '<div id="out"></div>'
    module: bool = False
    part: str = ""
    is_first: bool = False
    """The script has to be there before the package, which begins by itself."""


def framework_page(framework: Framework) -> Response:
    loads = "".join(f'<script src="/npm/{file}"></script>' for file in framework.files)
    kind = "module" if framework.module else "text/javascript"
    runs = f'<script type="{kind}">{framework.script}</script>'
    imports = {name: f"/npm/{file}" for name, file in IMPORTS.items()}
    imports["part"] = f"/framework/{framework.package}/part.js"
    table = f'<script type="importmap">{json.dumps({"imports": imports})}</script>'
    head = f'<!doctype html><html lang="en"><title>{framework.package}</title>{table}'
    scripts = [runs, loads] if framework.is_first else [loads, runs]
    return _answer(
        "text/html", f"{head}<body>{framework.body}<script>{SAYS}</script>{''.join(scripts)}"
    )


def framework_part(framework: Framework) -> Response:
    return _answer("text/javascript", _compiled(framework.part))


@cache
def _compiled(part: str) -> str:
    command = ["node", "--input-type=module", "--eval", COMPILES]
    done = subprocess.run(
        command, input=part, check=True, capture_output=True, text=True, cwd=MODULES.parent
    )
    return done.stdout


def package_file(path: str) -> Response:
    """A file below ``node_modules``; packages leave the ending of their own modules out."""
    file = MODULES / path
    if not file.is_file():
        file = file.with_name(f"{file.name}.js")
    if not file.is_file():
        return Response(HTTPStatus.NOT_FOUND)
    kind = "text/javascript" if file.suffix == ".mjs" else mimetypes.guess_type(file.name)[0]
    return _answer(kind or "application/octet-stream", file.read_text())


def _answer(kind: str, text: str) -> Response:
    return Response(
        headers=(("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-cache")),
        body=text.encode(),
    )
