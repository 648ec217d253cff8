"""The harness's side of the observer extension: calls of the extension interface, made inside the
browser.

The observer opens no tab and no page, so that looking changes neither the tab list nor what was
recently closed.
"""

from __future__ import annotations

import itertools
import json
import queue
import select
import shutil
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "observer_extension"
GECKO_ID = "observer@test.invalid"
POLL_SECONDS = 5.0


class ObserverError(Exception):
    """The browser refused a call; the text is the browser's."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a browser that is killed leaves a question behind


@dataclass
class _Call:
    id: int
    path: str
    args: tuple[Any, ...]
    done: threading.Event = field(default_factory=threading.Event)
    answer: dict[str, Any] = field(default_factory=dict)


class Observer:
    """Ask one browser by ``call("history.search", {...})`` or by the methods with names."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._waiting: queue.Queue[_Call] = queue.Queue()
        self._given: dict[int, _Call] = {}
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )
        self._thread.start()

    def build(self, browser: str, folder: Path) -> Path:
        """Write the observer for ``browser`` (its name) into ``folder``, ready to load."""
        shutil.copytree(SOURCE, folder, dirs_exist_ok=True)
        manifest = json.loads((SOURCE / "manifest.json").read_text())
        if browser == "firefox":
            manifest["background"] = {"scripts": ["background.js"]}
            manifest["browser_specific_settings"] = {"gecko": {"id": GECKO_ID}}
        else:
            manifest["background"] = {"service_worker": "background.js"}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=2))
        url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        (folder / "harness.json").write_text(json.dumps({"url": url}))
        return folder

    def call(self, path: str, *args: Any, timeout: float = 15.0) -> Any:
        """The answer of one call, for example ``call("tabs.query", {})``.

        Raises:
            ObserverError: the browser refused the call.
            TimeoutError: no answer; the browser does not run, or was started without the observer.
        """
        call = _Call(next(self._ids), path, args)
        self._waiting.put(call)
        if not call.done.wait(timeout):
            raise TimeoutError(f"the observer did not answer {path} within {timeout} s")
        if "error" in call.answer:
            raise ObserverError(f"{path}: {call.answer['error']}")
        return call.answer["value"]

    def history(self, text: str = "") -> list[str]:
        """The URLs of all history rows that the browser shows for ``text`` (all without it)."""
        # without these the browser gives 24 hours and 100 rows; Firefox takes no 0 as "all"
        items = self.call("history.search", {"text": text, "startTime": 0, "maxResults": 1_000_000})
        return [item["url"] for item in items]

    def add_history(self, urls: list[str]) -> None:
        for url in urls:
            self.call("history.addUrl", {"url": url})

    def recently_closed(self) -> list[str]:
        """The URLs of Recently closed, newest first, the tabs of closed windows one by one."""
        urls: list[str] = []
        for session in self.call("sessions.getRecentlyClosed"):
            tabs = [session["tab"]] if session.get("tab") else session["window"]["tabs"]
            urls += [tab["url"] for tab in tabs]
        return urls

    def reopen_closed(self) -> str | None:
        """Reopen what was closed last, as Ctrl+Shift+T does; its URL, or None when there was
        nothing left.
        """
        closed = self.recently_closed()
        if not closed:
            return None
        self.call("sessions.restore")
        return closed[0]

    def has_heard_key(self, tab_id: int) -> bool:
        """Whether a frame of the tab has heard a key since this was first asked."""
        frames = self.call(
            "scripting.executeScript",
            {
                "target": {"tabId": tab_id, "allFrames": True},
                "files": ["hears-keys.js"],
                "injectImmediately": True,
            },
        )
        return any(frame["result"] for frame in frames)

    def cookies(self, host: str) -> dict[str, str]:
        """Names and values of the cookies that ``https://host/`` would be sent."""
        found = self.call("cookies.getAll", {"url": f"https://{host}/"})
        return {cookie["name"]: cookie["value"] for cookie in found}

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, connection: Any) -> _Call | None:
        try:
            call = self._waiting.get(timeout=POLL_SECONDS)
        except queue.Empty:
            return None
        if select.select([connection], [], [], 0)[
            0
        ]:  # readable without a request: the browser is gone
            self._waiting.put(call)
            return None
        self._given[call.id] = call
        return call

    def _take(self, answer: dict[str, Any] | None) -> None:
        call = self._given.pop(answer["id"], None) if answer else None
        if call is not None and answer is not None:
            call.answer = answer
            call.done.set()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        observer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement
            wbufsize = -1

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                observer._take(json.loads(self.rfile.read(length)))
                call = observer._next(self.connection)
                if call is None:
                    self._answer(204, b"")
                else:
                    body = {"id": call.id, "path": call.path, "args": call.args}
                    self._answer(200, json.dumps(body).encode())

            def do_OPTIONS(self) -> None:
                self._answer(204, b"")

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Access-Control-Allow-Origin", "*")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler
