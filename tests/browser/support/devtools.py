"""A connection to Chromium's own debugging interface, beside the driver's: targets, workers, back
lists.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import websocket
from selenium.common.exceptions import WebDriverException


class DevToolsError(WebDriverException):
    """Chromium refused a command; what waits for a condition tries again, as with the driver's."""


class DevTools:
    """Commands to the browser process; ``address`` is ``host:port`` of its debugging port."""

    def __init__(self, address: str) -> None:
        with urllib.request.urlopen(f"http://{address}/json/version", timeout=10) as answer:
            url = json.load(answer)["webSocketDebuggerUrl"]
        self._socket = websocket.create_connection(url, timeout=15, suppress_origin=True)
        self._ids = itertools.count(1)

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """One command and its result; ``session`` is a target's, from ``attached``.

        Raises:
            DevToolsError: it was refused.
        """
        number = next(self._ids)
        message = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if "error" in answer:
                    raise DevToolsError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])

    def targets(self, kind: str) -> list[dict[str, Any]]:
        """The targets of one kind: ``page``, ``service_worker``, …"""
        infos = self.call("Target.getTargets", filter=[{"type": kind}])["targetInfos"]
        return [info for info in infos if info["type"] == kind]

    @contextlib.contextmanager
    def attached(self, target: str) -> Iterator[str]:
        """Attach to a target for the length of the block; gives its session."""
        session = str(
            self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        )
        try:
            yield session
        finally:
            with contextlib.suppress(DevToolsError):  # the target may be gone by now
                self.call("Target.detachFromTarget", sessionId=session)

    def evaluate(self, target: str, expression: str) -> Any:
        with self.attached(target) as session:
            result = self.call(
                "Runtime.evaluate",
                session,
                expression=expression,
                returnByValue=True,
                awaitPromise=True,
            )
        if "exceptionDetails" in result:
            raise DevToolsError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def close(self) -> None:
        self._socket.close()
