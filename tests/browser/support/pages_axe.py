"""axe-core on the driven page, and what it finds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.browser.support.browser import Browser

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"

RUNS = """
const done = arguments[arguments.length - 1];
const said = ({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) });
window.axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations, passes }) =>
    done({ rules: passes.length + violations.length, found: violations.map(said) }),
  (error) => done({ error: String(error) }),
);
"""


@cache
def _source() -> str:
    return AXE.read_text()


def violations(browser: Browser) -> list[dict[str, Any]]:
    """What breaks a rule, best practices included: ``{id, where}``.

    Raises:
        RuntimeError: it could not look.
    """
    browser.script(_source())
    answer = browser.driver.execute_async_script(RUNS)
    if "error" in answer or answer["rules"] < 10:
        raise RuntimeError(f"axe did not look: {answer}")
    return list(answer["found"])
