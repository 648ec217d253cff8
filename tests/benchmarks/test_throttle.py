"""Slowing processes down ends when it should."""

from __future__ import annotations

import subprocess

import pytest

from benchmarks.escape.throttle import CONTROLLER, can_throttle, throttled


@pytest.mark.skipif(not can_throttle(), reason="this machine's kernel lets nobody be slowed")
def test_slowing_ends_though_new_processes_keep_coming() -> None:
    with subprocess.Popen(["bash", "-c", "while :; do /bin/true; done"]) as busy:
        try:
            with throttled([busy.pid]):
                groups = list(CONTROLLER.glob("bench-*"))
                assert any(str(busy.pid) in (each / "cgroup.procs").read_text() for each in groups)
            assert not any(each.exists() for each in groups)
        finally:
            busy.kill()
