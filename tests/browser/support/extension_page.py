"""An open page of an extension, and what the extension may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.browser.support.browser import Browser

RUNS = """
const done = arguments[arguments.length - 1];
const args = [...arguments].slice(0, -1);
const api = globalThis.browser ?? globalThis.chrome;
(async () => { %s })().then(
  (value) => done({ value: value ?? null }),
  (error) => done({ error: String(error) }),
);
"""


class ExtensionPage:
    """An open page of an extension: the interface of the browser as that extension sees it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def run(self, body: str, *arguments: Any) -> Any:
        """Run an async function's ``body`` with ``api`` (the browser's extension object) and
        ``args``.

        Raises:
            RuntimeError: it threw; the text is the error's.
        """
        answer = self._browser.driver.execute_async_script(RUNS % body, *arguments)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def call(self, path: str, *arguments: Any) -> Any:
        """One call of the interface, for example ``call("storage.local.get", None)``."""
        return self.run(f"return api.{path}(...args);", *arguments)

    def send(self, message: dict[str, Any]) -> Any:
        """Send a message to the extension's background, and give its answer."""
        return self.call("runtime.sendMessage", message)
