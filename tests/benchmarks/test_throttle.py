"""Slowing processes down ends when it should."""

from __future__ import annotations

import os
import subprocess

import pytest

from benchmarks.escape.throttle import CONTROLLER, can_throttle, throttled


@pytest.mark.skipif(not can_throttle(), reason="this machine's kernel lets nobody be slowed")
def test_slowing_ends_though_new_processes_keep_coming() -> None:
    with subprocess.Popen(["bash", "-c", "while :; do /bin/true; done"]) as busy:
        try:
            with throttled([busy.pid]):
                group = CONTROLLER / f"bench-{os.getpid()}"
                assert str(busy.pid) in (group / "cgroup.procs").read_text().split()
            assert not group.exists()
        finally:
            busy.kill()
