"""A screen of its own with a window manager: for real key events, which a headless browser cannot
get.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.support.processes import ProcessFamily
from tests.browser.support.programs import program
from tests.browser.support.waiting import PATIENCE_SECONDS, until


class Display:
    """An Xvfb screen with openbox; ``name`` is what ``DISPLAY`` takes."""

    def __init__(self, folder: Path, size: str = "1280x900x24") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._log = (folder / "display.log").open("ab")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {**os.environ, "HOME": str(folder)}
        try:
            self.name = self._start_server(size)
            self._environment["DISPLAY"] = self.name
            self._start(program("OPENBOX"), "--sm-disable")
            until(self._has_window_manager, "the window manager is up")
        except BaseException:
            self.close()
            raise

    def key(self, *keys: str) -> None:
        """Press keys one after the other as a keyboard does: ``Escape``, ``alt+Left``,
        ``ctrl+shift+t``.
        """
        self._run("key", "--clearmodifiers", *keys)

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        """Press a key and let it go afterwards; meanwhile it repeats itself."""
        self._run("keydown", key)
        try:
            yield
        finally:
            self._run("keyup", key)

    def type(self, text: str) -> None:
        self._run("type", "--delay", "30", text)

    def layout(self, country: str, variant: str) -> None:
        """Plug in another keyboard, by its names in XKB."""
        subprocess.run(
            [program("SETXKBMAP"), country, variant], env=self._environment, check=True, timeout=20
        )

    def click(self, x: int, y: int) -> None:
        self._run("mousemove", str(x), str(y), "click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 12) -> None:
        """Hold the button from ``start`` to ``end``, slowly enough to be taken for a drag."""
        (left, top), (x, y) = start, end
        parts = [step / steps for step in range(1, steps + 1)]
        moves = [(left + int((x - left) * part), top + int((y - top) * part)) for part in parts]
        path = [word for x, y in moves for word in ("mousemove", str(x), str(y), "sleep", "0.06")]
        at = (str(start[0]), str(start[1]))
        held = ("mousemove", *at, "sleep", "0.1", "mousedown", "1", "sleep", "0.1")
        self._run(*held, *path, "sleep", "0.2", "mouseup", "1")

    def activate(self, title: str) -> None:
        """Bring a window with ``title`` in its title in front, as a click on the task bar does."""
        self._run("search", "--name", title, "windowactivate", "--sync")
        self.wait_focused(title)

    def wait_focused(self, title: str, timeout: float = PATIENCE_SECONDS) -> None:
        """Wait until the window that gets the keys has ``title`` in its title, as a person would
        look first.
        """
        until(
            lambda: title in self.focused_title(),
            f"a window titled {title!r} has the focus",
            timeout,
        )

    def focused_title(self) -> str:
        return self._run("getactivewindow", "getwindowname", check=False).stdout.strip()

    def focused_pid(self) -> int:
        """The process of the window that gets the keys."""
        return int(self._run("getactivewindow", "getwindowpid").stdout)

    def screenshot(self, file: Path) -> Path:
        """A picture of the whole screen in ``file`` (PNG)."""
        subprocess.run(
            [program("SCROT"), "--overwrite", str(file)], env=self._environment, check=True
        )
        return file

    def close(self) -> None:
        for process in reversed(self._processes):
            ProcessFamily(process.pid).kill()
            process.wait()
        self._log.close()

    def _start_server(self, size: str) -> str:
        """The display's name; Xvfb chooses a free number itself and says it when it is ready."""
        read, write = os.pipe()
        # without -noreset the first client that leaves takes all others with it
        options = ("-screen", "0", size, "-nolisten", "tcp", "-noreset")
        self._start(program("XVFB"), "-displayfd", str(write), *options, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: see {self._log.name}")
        return f":{number}"

    def _has_window_manager(self) -> bool:
        return self._run("get_num_desktops", check=False).returncode == 0

    def _start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                env=self._environment,
                stdout=self._log,
                stderr=self._log,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        )

    def _run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [program("XDOTOOL"), *arguments]
        return subprocess.run(
            command, env=self._environment, check=check, capture_output=True, text=True, timeout=20
        )
