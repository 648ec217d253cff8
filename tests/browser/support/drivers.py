"""What both drivers have in common."""

from __future__ import annotations

from selenium.webdriver.common.service import Service


class StartsOnce(Service):
    """A driver's service that we start before the session: its process is known even when the
    session fails.
    """

    def start(self) -> None:
        if getattr(self, "process", None) is None:
            super().start()


def end(service: Service) -> None:
    """End a driver whose browser is gone, and close what we hold of it."""
    service.process.kill()
    service.process.wait()
    service.stop()  # nothing runs any more: this closes its log and its pipe
