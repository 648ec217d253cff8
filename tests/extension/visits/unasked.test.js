import assert from "node:assert/strict";
import { test } from "node:test";

import { unasked } from "../../../extension/visits/unasked.js";

const refuse = unasked((url) => url.startsWith("https://helpline.test/"));

test("a listed page that the browser loads in no tab is not loaded", () => {
  assert.deepEqual(refuse({ tabId: -1, url: "https://helpline.test/" }), { cancel: true });
});

test("a listed page in a tab, and any other page, goes on as ever", () => {
  assert.deepEqual(refuse({ tabId: 3, url: "https://helpline.test/" }), {});
  assert.deepEqual(refuse({ tabId: -1, url: "https://innocent.test/" }), {});
});
