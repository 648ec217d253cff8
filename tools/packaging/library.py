"""The one library that ships: databases in memory for pages whose storage is not to be written.

``fake-indexeddb`` follows the IndexedDB standard and its tests and is kept up; it comes from
``node_modules`` in the version that ``package.json`` pins. A page's world knows no modules, so its
modules are put into one script, each as it is.
"""

from __future__ import annotations

from pathlib import Path

from tools.packaging.pinned import ROOT, pinned

NAME = "fake-indexeddb"
SCRIPT = "content/memory/library.js"
LICENSE = "licenses/fake-indexeddb.txt"
OWN = ("lib/scheduling.js", "fakeIndexedDB.js", "forceCloseDatabase.js", "index.js")
"""Modules that are not taken: how tasks are queued is ours (``databases.js``), the others only
export.
"""

HEAD = """\
/*! {name} {version}, {license}: {home}. Its modules as published, put into one script. */
(() => {{
  const kit = /** @type {{any}} */ (globalThis).sidestepMemory;
  if (!kit) return;
  kit.library = {{
"""
MODULE = """\
"{path}"(module, exports, require) {{
{code}
}},
"""
TAIL = """\
  };
})();
"""


def library_files(root: Path = ROOT) -> dict[str, bytes]:
    """The script and the licence by their paths in a package.

    Raises:
        NotSetUpError: the library is not there in the version that is pinned.
    """
    library = pinned(NAME, root)
    home = f"https://www.npmjs.com/package/{NAME}/v/{library.version}"
    head = HEAD.format(name=NAME, version=library.version, license=library.license, home=home)
    script = head + _modules(library.folder / "build/cjs") + TAIL
    return {SCRIPT: script.encode(), LICENSE: (library.folder / "LICENSE").read_bytes()}


def _modules(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*.js"))
    modules = {str(path.relative_to(folder).as_posix()): path.read_text() for path in files}
    return "".join(
        MODULE.format(path=path, code=code.rstrip())
        for path, code in modules.items()
        if path not in OWN
    )
