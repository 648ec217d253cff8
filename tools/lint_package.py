"""Has web-ext lint the Firefox package of a throw-away home: not one remark is accepted."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import build_ext
from tools.development_home import prepare

REMARKS = ("errors", "notices", "warnings")


def lint(package: Path) -> list[str]:
    """What web-ext remarks about the unpacked ``package``, one line each."""
    command = [
        "npx",
        "--no-install",
        "web-ext",
        "lint",
        "--source-dir",
        str(package),
        "--output=json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    return [
        f"{remark['_type']} {remark['code']} in {remark['file']}: {remark['message']}"
        for kind in REMARKS
        for remark in report[kind]
    ]


def main() -> int:
    """Lint; exit code 1 with the remarks if there are any."""
    with tempfile.TemporaryDirectory() as folder:
        home = prepare(Path(folder, "home"), starter_list=None)
        out = Path(folder, "dist")
        if code := build_ext.main(["firefox", "--home", str(home), "--out", str(out)]):
            return code
        remarks = lint(out / "firefox")
    print("\n".join(remarks) or "web-ext lint: no errors, no warnings, no notices")
    return 1 if remarks else 0


if __name__ == "__main__":
    sys.exit(main())
