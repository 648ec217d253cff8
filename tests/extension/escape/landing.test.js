import assert from "node:assert/strict";
import { test } from "node:test";

import { Landing } from "../../../extension/escape/landing.js";

const DECOY = "https://weather.test/";

function landing(windows = [{ id: 1, incognito: false }]) {
  const did = [];
  const parts = {
    choices: { ready: Promise.resolve(), decoy: DECOY },
    tabs: {
      create: async ({ url, windowId }) => (did.push(`${url ?? "new tab"} in ${windowId}`), { id: 7 }),
      update: async (id, { url }) => did.push(`${id} to ${url}`),
      remove: async (id) => did.push(`close ${id}`),
    },
    windows: {
      getAll: async () => windows,
      create: async ({ incognito }) => (did.push(`new window, private: ${incognito}`), { tabs: [{ id: 7 }] }),
      update: async (id) => did.push(`focus ${id}`),
    },
  };
  return { landing: new Landing(parts), did };
}

const stopped = { tabId: 7, frameId: 0, error: "net::ERR_ABORTED" };

test("one lands in the window that one leaves", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ id: 3, windowId: 4 });
  assert.deepEqual(did, [`${DECOY} in 4`, "focus 4"]);
});

test("from a private window one lands in the normal one", async () => {
  const { landing: lands, did } = landing([{ id: 5, incognito: true }, { id: 6, incognito: false }]);
  await lands.open({ id: 1, windowId: 5, incognito: true });
  assert.deepEqual(did, [`${DECOY} in 6`, "focus 6"]);
});

test("from a private window without a normal one beside it a normal window is opened", async () => {
  const { landing: lands, did } = landing([{ id: 5, incognito: true }]);
  await lands.open({ id: 1, windowId: 5, incognito: true });
  assert.deepEqual(did, ["new window, private: false"]);
});

test("a load that the next press stopped is begun again until it arrives", async () => {
  const { landing: lands, did } = landing();
  const { arrived } = await lands.open({ windowId: 4 });
  await lands.failed(stopped);
  await lands.failed({ ...stopped, error: "Error code 2152398850" });
  lands.committed({ tabId: 7, frameId: 0 });
  await lands.failed(stopped);
  assert.equal(await arrived, 7);
  assert.deepEqual(did.slice(2), [`7 to ${DECOY}`, `7 to ${DECOY}`]);
});

test("a decoy that cannot load gives way to a plain new tab", async () => {
  const { landing: lands, did } = landing();
  const { arrived } = await lands.open({ windowId: 4 });
  await lands.failed({ ...stopped, error: "net::ERR_NAME_NOT_RESOLVED" });
  assert.equal(await arrived, undefined);
  assert.deepEqual(did.slice(2), ["new tab in undefined", "close 7"]);
});

test("what fails elsewhere is nobody's business here", async () => {
  const { landing: lands, did } = landing();
  await lands.open({ windowId: 4 });
  await lands.failed({ ...stopped, tabId: 8 });
  await lands.failed({ ...stopped, frameId: 3 });
  assert.equal(did.length, 2);
});
