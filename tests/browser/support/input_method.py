"""An input method that is at work when Esc is pressed."""

from __future__ import annotations

from tests.browser.support.browser import Browser
from tests.browser.support.display import Display
from tests.browser.support.firefox import Firefox
from tests.browser.support.waiting import until

# what an input method of the system calls (nsITextInputProcessor)
COMPOSES = """
const window = Services.wm.getMostRecentWindow("navigator:browser");
const method = Cc["@mozilla.org/text-input-processor;1"]
  .createInstance(Ci.nsITextInputProcessor);
if (!method.beginInputTransactionForTests(window)) throw new Error("no input method");
method.setPendingCompositionString("ka");
method.appendClauseToPendingComposition(2, method.ATTR_RAW_CLAUSE);
method.flushPendingComposition();
const escape = () => new window.KeyboardEvent("", { key: "Escape", code: "Escape", keyCode: 27 });
method.keydown(escape());
method.keyup(escape());
method.cancelComposition();
"""


COUNTS_WORDS = """
window.words = 0;
addEventListener("compositionstart", () => window.words++, true);
"""


def cancels_composition(browser: Browser, display: Display) -> None:
    """Begin a word in the field that has the focus, and press Esc.

    In Chromium by a dead key, which is an input method there: it leaves its accent. Firefox has
    none of its own on this desktop, and takes no dead key for one.
    """
    if isinstance(browser, Firefox):
        browser.privileged(COMPOSES)
        return
    # pressed on a keyboard without dead keys, it is mapped for the press alone and lost on the way
    display.layout("us", "intl")
    browser.script(COUNTS_WORDS)
    display.key("dead_acute")
    until(lambda: browser.script("return window.words") == 1, "a word has begun")
    display.key("Escape")
