import assert from "node:assert/strict";
import { test } from "node:test";
import { Container } from "../../../extension/handoff/container.js";

const MEANT = { url: "https://listed.test/", tabId: 1 };

/** A browser with containers. `kept`: what is on its disk; `known`: containers that are there; `open`: tabs by id. */
function browser({ kept = {}, known = new Set(), open = new Map([[1, { id: 1, windowId: 7, index: 2 }]]), refuses = false, keeps = { all: false } } = {}) {
  const created = [];
  let last = 20;
  const identities = {
    create: async (look) => {
      if (refuses) throw new Error("refused");
      const cookieStoreId = `firefox-container-${known.size + 4}`;
      known.add(cookieStoreId);
      created.push(look);
      return { cookieStoreId };
    },
    get: async (id) => (known.has(id) ? {} : Promise.reject(new Error("gone"))),
    remove: async (id) => (!keeps.all && known.delete(id) ? {} : Promise.reject(new Error("gone"))),
  };
  const tabs = {
    get: async (id) => open.get(id) ?? Promise.reject(new Error("gone")),
    create: async (tab) => {
      const made = { id: ++last, ...tab };
      open.set(made.id, made);
      return made;
    },
    query: async ({ cookieStoreId }) => [...open.values()].filter((tab) => tab.cookieStoreId === cookieStoreId),
  };
  const area = {
    get: async (key) => (key in kept ? { [key]: kept[key] } : {}),
    set: async (items) => void Object.assign(kept, items),
    remove: async (key) => void delete kept[key],
  };
  const start = () => new Container({ identities, tabs, area, name: () => "Other" });
  return { start, kept, known, open, created, close: (id) => open.delete(id) };
}

test("a page opens in front beside its tab, in one container for all, and its tabs are known", async () => {
  const { start, open, created } = browser();
  const container = start();
  await Promise.all([container.open(MEANT), container.open(MEANT)]);
  assert.deepEqual(created, [{ name: "Other", color: "toolbar", icon: "circle" }]);
  const { id, ...first } = open.get(21);
  assert.deepEqual(first, { url: MEANT.url, active: true, cookieStoreId: "firefox-container-4", windowId: 7, index: 3 });
  assert.ok(container.holds(id) && container.isOpen);
  assert.ok(container.has("firefox-container-4") && !container.has("firefox-default") && !container.has(undefined));
  container.created({ id: 30, cookieStoreId: "firefox-default" });
  container.created({ id: 31, cookieStoreId: "firefox-container-4" });
  assert.deepEqual([container.holds(30), container.holds(31)], [false, true]);
});

test("it is removed with its last tab, not before, and the next page gets a new one", async () => {
  const { start, kept, known, close } = browser();
  const container = start();
  await container.open(MEANT);
  assert.equal(await container.remove(), false);
  close(21);
  container.closed(21);
  assert.equal(container.isOpen, false);
  assert.equal(await container.remove(), true);
  assert.deepEqual([kept, known.size], [{}, 0]);
  assert.equal(await container.remove(), false);
  await container.open(MEANT);
  assert.equal(known.size, 1);
});

test("one that the browser refuses to remove is known still, and goes later", async () => {
  const keeps = { all: true };
  const { start, kept, close } = browser({ keeps });
  const container = start();
  await container.open(MEANT);
  close(21);
  await assert.rejects(container.remove());
  assert.deepEqual(kept, { container: "firefox-container-4" });
  keeps.all = false;
  assert.equal(await container.remove(), true);
  assert.deepEqual(kept, {});
});

test("where everything is put back it goes with its tabs", async () => {
  const { start, kept, known } = browser();
  const container = start();
  await container.open(MEANT);
  assert.equal(await container.remove({ withTabs: true }), true);
  assert.deepEqual([kept, known.size], [{}, 0]);
});

test("the next life of the extension knows it and its tabs, and throws it away", async () => {
  const world = browser();
  await world.start().open(MEANT);
  const woken = world.start();
  await woken.ready;
  assert.ok(woken.holds(21));
  world.close(21);
  const later = world.start();
  assert.equal(await later.remove(), true);
  assert.equal(world.known.size, 0);
});

test("one that somebody removed by hand is made anew, and another's is never taken", async () => {
  const { start, known, close } = browser({ known: new Set(["firefox-container-1"]) });
  const container = start();
  await container.open(MEANT);
  known.delete("firefox-container-5");
  await container.open(MEANT);
  close(21);
  close(22);
  assert.equal(await container.remove(), true);
  assert.deepEqual([...known], ["firefox-container-1"]);
});

test("a browser without containers, or one that makes none, says so", async () => {
  await assert.rejects(browser({ refuses: true }).start().open(MEANT));
  const none = new Container({ identities: undefined, tabs: {}, area: {}, name: () => "" });
  await assert.rejects(none.open(MEANT));
  assert.equal(await none.remove(), false);
});

test("a page whose tab is gone by then opens all the same", async () => {
  const { start, open } = browser({ open: new Map() });
  await start().open(MEANT);
  assert.equal(open.get(21)?.windowId, undefined);
});
