"""The test sites on loopback: the demo's server with the tests' own pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from demo.exchange import Site
from demo.sites import DemoSites
from tests.browser.support.pages import SITES


class Sites(DemoSites):
    """All test sites behind one port; the browsers map each host's port 443 to it."""

    @classmethod
    def start(cls, hosts: Mapping[str, Site] | None = None) -> Self:
        """Serve ``hosts`` (the test sites when ``None``)."""
        return super().start(SITES if hosts is None else hosts)

    def asked(self, host: str) -> list[str]:
        """The paths asked of ``host`` since the last ``forget``, with queries, without icons."""
        return [
            seen.path for seen in self.requests if seen.host == host and seen.path != "/favicon.ico"
        ]
