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

ANSWER_SECONDS = 5
"""A page that is being closed may never answer."""


class DevToolsError(WebDriverException):
    """Chromium refused a command; what waits for a condition tries again, as with the driver's."""


class DevTools:
    """Commands to the browser process; ``address`` is ``host:port`` of its debugging port."""

    def __init__(self, address: str) -> None:
        with urllib.request.urlopen(f"http://{address}/json/version", timeout=10) as answer:
            url = json.load(answer)["webSocketDebuggerUrl"]
        self._socket = websocket.create_connection(
            url, timeout=ANSWER_SECONDS, suppress_origin=True
        )
        self._ids = itertools.count(1)

    def call(
        self,
        method: str,
        session: str | None = None,
        heard: list[dict[str, Any]] | None = None,
        **parameters: Any,
    ) -> dict[str, Any]:
        """One command and its result; ``session`` is a target's, from ``attached``; ``heard`` gets
        what was told before the result.

        Raises:
            DevToolsError: it was refused, or the target went away or stayed silent.
        """
        number = next(self._ids)
        message = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message | ({"sessionId": session} if session else {})))
        while True:
            answer = self._receive(method)
            if answer.get("id") == number:
                if "error" in answer:
                    raise DevToolsError(f"{method}: {answer['error']['message']}")
                return dict(answer["result"])
            if heard is not None:
                heard.append(answer)
            if session and _is_end_of(session, answer):
                raise DevToolsError(f"{method}: the target is gone")

    def _receive(self, method: str) -> dict[str, Any]:
        try:
            return dict(json.loads(self._socket.recv()))
        except websocket.WebSocketTimeoutException:
            raise DevToolsError(f"{method}: no answer within {ANSWER_SECONDS} s") from None

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

    def origins(self, target: str) -> list[str]:
        """The origin of each world that scripts have in a page: its own, and the extensions'."""
        with self.attached(target) as session:
            heard: list[dict[str, Any]] = []
            self.call("Runtime.enable", session, heard=heard)
        made = [each for each in heard if each.get("method") == "Runtime.executionContextCreated"]
        return [event["params"]["context"]["origin"] for event in made]

    def close(self) -> None:
        self._socket.close()


def _is_end_of(session: str, event: dict[str, Any]) -> bool:
    detached = event.get("method") == "Target.detachedFromTarget"
    return detached and event["params"]["sessionId"] == session
