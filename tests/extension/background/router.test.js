import assert from "node:assert/strict";
import { test } from "node:test";

import { createRouter } from "../../../extension/background/router.js";
import { MESSAGES } from "../../../extension/shared/messages.js";

const BASE = "moz-extension://0000/";
const OWN_PAGE = { id: "us", url: `${BASE}pages/options/options.html` };
const CONTENT = { id: "us", url: "https://helpline.test/", tab: { id: 7 } };

const route = createRouter({
  ownId: "us",
  ownBase: BASE,
  isListedTab: async (tabId) => tabId === 7,
  handlers: Object.fromEntries(Object.keys(MESSAGES).map((type) => [type, async () => ({ did: type })])),
});

test("each message is answered to whom the contract names", async () => {
  for (const [type, { from }] of Object.entries(MESSAGES)) {
    const [trusted, other] = from === "extension" ? [OWN_PAGE, CONTENT] : [CONTENT, OWN_PAGE];
    assert.deepEqual(await route({ type }, trusted), { did: type });
    assert.equal(route({ type }, other), null, `${type} from the wrong sender`);
  }
});

test("a content script in a tab that is not listed is refused", async () => {
  assert.deepEqual(await route({ type: "escape.now" }, { ...CONTENT, tab: { id: 8 } }), { error: "not-listed" });
  assert.deepEqual(await route({ type: "escape.now" }, { id: "us", url: "https://helpline.test/" }), { error: "not-listed" });
});

test("another extension, a missing address and unknown names are refused", () => {
  assert.equal(route({ type: "status.get" }, { ...OWN_PAGE, id: "them" }), null);
  assert.equal(route({ type: "status.get" }, { id: "us" }), null);
  for (const message of [null, undefined, "status.get", {}, { type: 1 }, { type: "toString" }, { type: "__proto__" }]) {
    assert.equal(route(message, OWN_PAGE), null);
  }
});
