"""python-tuf's own client: ``refresh_ngclient URL BUNDLED FOLDER RUNS``.

Prints ``{"cold": ms[], "warm": ms[]}``, as ``refresh.mjs`` does for the other clients.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tuf.ngclient import Updater

TARGET = "list/sites-v1.json"


def update(url: str, root: bytes, folder: Path) -> float:
    """Refresh, verify and have the list on disk; return the milliseconds."""
    started = time.perf_counter()
    updater = Updater(
        str(folder), f"{url}/metadata/", str(folder), f"{url}/targets/", bootstrap=root
    )
    updater.refresh()
    info = updater.get_targetinfo(TARGET)
    assert info is not None
    if updater.find_cached_target(info) is None:
        updater.download_target(info)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    url, bundled, folder, runs = sys.argv[1:]
    root = (Path(bundled) / "root.json").read_bytes()
    result: dict[str, list[float]] = {"cold": [], "warm": []}
    for run in range(-1, int(runs)):
        place = Path(folder) / str(run)
        place.mkdir(parents=True)
        cold, warm = update(url, root, place), update(url, root, place)
        if run < 0:
            continue
        result["cold"].append(cold)
        result["warm"].append(warm)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
