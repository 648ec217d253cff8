import assert from "node:assert/strict";
import { test } from "node:test";

import { pageRequests } from "../../../extension/background/page-requests.js";

function browser(canBlock) {
  const there = { before: [], received: [] };
  const into = (list) => ({ addListener: (...listener) => void list.push(listener) });
  const api = { webRequest: { onBeforeRequest: into(there.before), onHeadersReceived: into(there.received) } };
  return { there, ...pageRequests({ api, canBlock }) };
}

const PAGE = { type: "main_frame" };

test("nothing that a page loads is heard of: no image, script, style or call of an unlisted page waits", () => {
  for (const canBlock of [true, false]) {
    const { there } = browser(canBlock);
    for (const [, { types }] of [...there.before, ...there.received]) {
      assert.ok(types.length > 0);
      for (const type of types) assert.ok(["main_frame", "sub_frame", "other", "speculative"].includes(type), type);
    }
    assert.deepEqual([there.before.length, there.received.length], [1, 1], "one message of each kind for a page");
  }
});

test("requests are held only where the browser lets them be", () => {
  const specs = ({ there }) => [there.before[0][2], there.received[0][2]];
  assert.deepEqual(specs(browser(true)), [["blocking"], ["blocking", "responseHeaders"]]);
  assert.deepEqual(specs(browser(false)), [[], ["responseHeaders"]]);
});

test("who listens for pages is not told of frames, and an unlisted page is answered at once", () => {
  const { there, answered } = browser(true);
  const heard = [];
  answered.add((event) => void heard.push(["page", event.type]));
  answered.add((event) => (heard.push(["both", event.type]), {}), ["main_frame", "sub_frame"]);
  const [[tell]] = there.received;
  assert.deepEqual(tell(PAGE), {});
  tell({ type: "sub_frame" });
  assert.deepEqual(heard, [["page", "main_frame"], ["both", "main_frame"], ["both", "sub_frame"]]);
});

test("a refusal goes before changed headers, also when it comes late", async () => {
  const { there, answered } = browser(true);
  const headers = { responseHeaders: [{ name: "cache-control", value: "no-store" }] };
  answered.add(() => headers);
  const [[tell]] = there.received;
  assert.deepEqual(tell(PAGE), headers);
  answered.add(async () => ({ cancel: true }));
  assert.deepEqual(await tell(PAGE), { cancel: true });
});

test("who fails keeps nobody else from answering", async () => {
  const { there, asked } = browser(true);
  asked.add(() => {
    throw new Error("broken");
  });
  asked.add(async () => {
    throw new Error("broken later");
  });
  asked.add(() => ({ cancel: true }));
  assert.deepEqual(await there.before[0][0](PAGE), { cancel: true });
});
