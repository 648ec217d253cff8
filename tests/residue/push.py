"""Messages that a site's server pushes to the worker that it left in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import Any, Protocol
from uuid import uuid4

from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from tests.browser.support.browser import Browser
from tests.browser.support.chromium import Chromium
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until
from tests.residue.site_settings import choose
from tests.residue.words import HOST

USES_SERVER = """
Services.prefs.setBoolPref("dom.push.testing.allowInsecureServerURL", true);
Services.prefs.setBoolPref("dom.push.connection.enabled", true);
Services.prefs.setStringPref("dom.push.serverURL", arguments[0]);
"""
SUBSCRIBES = """
const [done] = arguments;
navigator.serviceWorker.ready
  .then(({ pushManager }) => pushManager.subscribe({ userVisibleOnly: true }))
  .then(({ endpoint }) => done(endpoint), (error) => done(String(error)));
"""


class Pushes(Protocol):
    """The way from a site's server to its worker."""

    def subscribe(self) -> None:
        """From now on the worker of the driven page gets what is sent."""

    def send(self) -> None:
        """Push an empty message to that worker, whether it is still there or not."""


@contextmanager
def pushes(browser: Browser) -> Iterator[Pushes]:
    """Enter it before the page is open."""
    if isinstance(browser, Chromium):
        yield _InChromium(browser)
        return
    assert isinstance(browser, Firefox)
    with closing(_InFirefox(browser)) as pushed:
        yield pushed


class _InChromium:
    """Delivers at the end of the browser's own push service, whose way here cannot lead over
    loopback: what comes after is as ever.
    """

    def __init__(self, browser: Chromium) -> None:
        self._browser = browser
        self._registration = ""

    def subscribe(self) -> None:
        self._registration = until(self._find, "the worker is registered")

    def _find(self) -> str:
        heard = self._call("ServiceWorker.disable", {})
        told = [event for event in heard if event["method"].endswith("RegistrationUpdated")]
        registrations = [one for event in told for one in event["params"]["registrations"]]
        found = [one for one in registrations if HOST in one["scopeURL"] and not one["isDeleted"]]
        return str(found[0]["registrationId"]) if found else ""

    def send(self) -> None:
        message = {"origin": f"https://{HOST}", "registrationId": self._registration, "data": ""}
        self._call("ServiceWorker.deliverPushMessage", message)

    def _call(self, method: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Call it in a page of no site; gives what was told before the answer."""
        devtools = self._browser.devtools
        heard: list[dict[str, Any]] = []
        target = devtools.call("Target.createTarget", url="about:blank", background=True)
        with devtools.attached(target["targetId"]) as session:
            devtools.call("ServiceWorker.enable", session, heard)
            devtools.call(method, session, heard, **parameters)
        devtools.call("Target.closeTarget", targetId=target["targetId"])
        return heard


class _InFirefox:
    """The push service that Firefox is connected to, on loopback: as much of Mozilla's autopush
    protocol as a subscription and an empty message need.
    """

    def __init__(self, browser: Firefox) -> None:
        self._browser = browser
        self._endpoints: dict[str, str] = {}
        """Channel → the address that its subscription got."""
        self._connections: list[ServerConnection] = []
        protocol = Subprotocol("push-notification")
        self._server = serve(self._talk, "127.0.0.1", 0, subprotocols=[protocol])
        Thread(target=self._server.serve_forever, name="push", daemon=True).start()
        port = self._server.socket.getsockname()[1]
        browser.privileged(USES_SERVER, f"ws://127.0.0.1:{port}/")

    def close(self) -> None:
        self._server.shutdown()

    def subscribe(self) -> None:
        choose(self._browser)
        endpoint = self._browser.driver.execute_async_script(SUBSCRIBES)
        assert endpoint in self._endpoints.values(), endpoint

    def send(self) -> None:
        for channel in self._endpoints:
            message = {"messageType": "notification", "channelID": channel, "version": uuid4().hex}
            self._connections[-1].send(json.dumps(message))

    def _talk(self, connection: ServerConnection) -> None:
        self._connections.append(connection)
        for text in connection:
            answer = self._answer(json.loads(text))
            if answer:
                connection.send(json.dumps(answer))

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        match asked.get("messageType"):
            case "hello":
                own = {"uaid": asked.get("uaid") or uuid4().hex, "use_webpush": True}
            case "register":
                channel = asked["channelID"]
                self._endpoints[channel] = f"https://push.test/{channel}"
                own = {"channelID": channel, "pushEndpoint": self._endpoints[channel]}
            case "unregister":
                own = {"channelID": asked["channelID"]}
            case _:
                return {}
        return {"messageType": asked["messageType"], "status": 200, **own}
