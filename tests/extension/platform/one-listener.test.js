import assert from "node:assert/strict";
import { test } from "node:test";

import { oneListener, withOneListener } from "../../../extension/platform/one-listener.js";

function event() {
  const listeners = [];
  return { listeners, addListener: (listener) => void listeners.push(listener) };
}

test("the browser has one listener from the first on, and all are told in their order", () => {
  const there = event();
  const heard = [];
  const shared = oneListener(there);
  assert.equal(there.listeners.length, 0, "an event that nobody listens to is not heard");
  shared.addListener((what) => heard.push(["one", what]));
  shared.addListener((what) => heard.push(["two", what]));
  assert.equal(there.listeners.length, 1);
  there.listeners[0]("page");
  assert.deepEqual(heard, [["one", "page"], ["two", "page"]]);
});

test("a listener that fails keeps the others from nothing, and its error is told", () => {
  const there = event();
  const heard = [];
  const failed = [];
  const shared = oneListener(there, ({ message }) => failed.push(message));
  shared.addListener(() => {
    throw new Error("broken");
  });
  shared.addListener((what) => heard.push(what));
  there.listeners[0]("page");
  assert.deepEqual(heard, ["page"]);
  assert.deepEqual(failed, ["broken"]);
});

test("the interfaces are the browser's own, but for events of every page", async () => {
  const navigation = event();
  const removed = event();
  const api = { webNavigation: { onCommitted: navigation }, history: { search: async () => ["row"] }, tabs: { onRemoved: removed } };
  const shared = withOneListener(api);
  for (let count = 0; count < 3; count += 1) shared.webNavigation.onCommitted.addListener(() => {});
  assert.equal(navigation.listeners.length, 1);
  assert.deepEqual(await shared.history.search({}), ["row"]);
  assert.equal(shared.tabs.onRemoved, removed);
});
