"""The way to the test sites' port 443 for a browser that cannot map hosts to ports."""

from __future__ import annotations

from collections.abc import Iterable

from demo.relay import Relay as DemoRelay
from tests.browser.support.sites import Sites


class Relay(DemoRelay):
    """Leads to the test sites; ``refused`` lists every other host that was asked for, to show that
    none was.
    """

    def __init__(self, sites: Sites) -> None:
        known = _Known(sites.hosts)
        super().__init__(known, sites.https_port)
        self.refused = known.missed
        self._thread.start()


class _Known:
    """A set of hosts that remembers what it was asked for in vain."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(hosts)
        self.missed: list[object] = []

    def __contains__(self, host: object) -> bool:
        if host not in self._hosts:
            self.missed.append(host)
        return host in self._hosts
