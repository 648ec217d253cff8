"""Runs the command with one fault at one place: killed, or with no space left.

A process of its own that loads the companion once and forks for each order that it reads, one JSON
object a line: ``home``, ``arguments``, ``fault``, ``at``. The answer: ``status``, ``events``,
``said``.
Every operation through ``os`` that changes the disk counts, before and after, and a write once more
when half of it is done; so does every commit of the database.
"""

from __future__ import annotations

import errno
import io
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from sqlalchemy import Engine, event

from companion.cli import main
from companion.config import HOME_VARIABLE

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Faults:
    """Counts events and strikes at the one that was ordered; 0 never strikes."""

    def __init__(self, fault: str, at: int) -> None:
        self.fault, self.at, self.events = fault, at, 0

    def happens(self, *, can_fail: bool) -> None:
        if self.fault == "full" and not can_fail:
            return
        self.events += 1
        if self.events != self.at:
            return
        if self.fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def around(self, name: str, *, can_fail: bool) -> None:
        """Replace ``os.NAME`` by itself between two events."""
        real: Callable[..., Any] = getattr(os, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & WRITING:
                return real(*arguments, **options)
            self.happens(can_fail=can_fail)
            if name == "write":
                descriptor, data = arguments
                half = real(descriptor, bytes(data)[: len(data) // 2])
                self.happens(can_fail=can_fail)
                done = half + real(descriptor, bytes(data)[half:])
            else:
                done = real(*arguments, **options)
            self.happens(can_fail=False)
            return done

        setattr(os, name, counted)


def run(order: dict[str, Any], answer: int) -> None:
    """Run one order in this process, which ends with it."""
    os.environ[HOME_VARIABLE] = order["home"]
    faults = Faults(order["fault"], order["at"])
    if order["fault"] == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["at"], order["at"]))
    else:
        for name in ("open", "write", "fsync", "replace", "link"):
            faults.around(name, can_fail=True)
        for name in ("fchmod", "unlink"):
            faults.around(name, can_fail=False)
        event.listen(Engine, "commit", lambda _: faults.happens(can_fail=False))
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        status = main(order["arguments"])
    os.set_blocking(answer, True)
    text = json.dumps({"status": status, "events": faults.events, "said": said.getvalue()})
    # not through os.write, which counts
    with open(answer, "w", encoding="utf-8", closefd=False) as out:
        out.write(text)
    os._exit(0)


def serve() -> None:
    """Obey until the input ends."""
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                run(order, writing)
            finally:
                os._exit(70)
        os.close(writing)
        with open(reading, encoding="utf-8") as source:
            text = source.read()
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        print(
            text if code == 0 else json.dumps({"status": code, "events": 0, "said": ""}), flush=True
        )


if __name__ == "__main__":
    serve()
