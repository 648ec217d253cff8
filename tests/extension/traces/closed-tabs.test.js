import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { closedTabs } from "../../../extension/traces/closed-tabs.js";
import { OwnRows } from "../../../extension/traces/own-rows.js";

const LISTED = { url: "https://helpline.test/", since: 9, listed: true, site: null };
const KNOWN_HOP = { url: "https://search.test/out", since: 9, listed: false, site: null };
const NEW_HOP = { url: "https://short.test/x", since: 9, listed: false, site: null };
const VISIT = { touched: [LISTED, KNOWN_HOP, NEW_HOP], isListed: () => false };

/** A browser whose closed tabs show `urls`, and what was done to its history and its closed tabs. */
function browser(urls) {
  const did = [];
  let closed = urls.map((url, at) => ({ tab: { url, windowId: 1, sessionId: `${at}` } }));
  const api = {
    sessions: {
      getRecentlyClosed: async () => closed,
      forgetClosedTab: async (_, id) => void (closed = closed.filter(({ tab }) => tab.sessionId !== id)),
    },
    history: {
      getVisits: async ({ url }) => (url === KNOWN_HOP.url ? [{ visitTime: 1 }] : []),
      addUrl: async ({ url }) => void did.push(`add ${url}`),
      deleteUrl: async ({ url }) => {
        did.push(`delete ${url}`);
        closed = closed.filter(({ tab }) => tab.url !== url);
      },
    },
  };
  return { api, did, left: () => closed.map(({ tab }) => tab.url) };
}

test("closed tabs of listed pages are forgotten one by one, an unlisted page's tab stays", async () => {
  const { api, left } = browser([LISTED.url, KNOWN_HOP.url, "https://innocent.test/"]);
  const erased = await closedTabs(api, { canForgetClosedTabs: () => true }).erase(VISIT);
  assert.deepEqual(left(), [KNOWN_HOP.url, "https://innocent.test/"]);
  assert.deepEqual(erased, { removed: 1, remaining: 0 });
});

test("a search that led there is forgotten with its tab; where only its row prunes it, not when it has innocent rows", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const led = [{ ...KNOWN_HOP, isTrail: true }, { ...NEW_HOP, isTrail: true }];
  const firefox = browser([KNOWN_HOP.url, NEW_HOP.url]);
  await closedTabs(firefox.api, { canForgetClosedTabs: () => true }).erase({ ...VISIT, touched: led });
  assert.deepEqual(firefox.left(), []);

  const { api, did, left } = browser([KNOWN_HOP.url, NEW_HOP.url]);
  const erasing = closedTabs(api, { canForgetClosedTabs: () => false }).erase({ ...VISIT, touched: led });
  while (did.length < 1) await new Promise(setImmediate);
  mock.timers.tick(1000);
  assert.deepEqual(await erasing, { removed: 1, remaining: 0 });
  assert.deepEqual(left(), [KNOWN_HOP.url]);
});

test("after a crash every address of the visit is pruned, but never one that has innocent rows", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { api, did } = browser([]);
  const erasing = closedTabs(api, { canForgetClosedTabs: () => false }).erase({ ...VISIT, isLeftOver: true });
  while (did.length < 2) await new Promise(setImmediate);
  mock.timers.tick(1000);
  await erasing;
  assert.deepEqual(did.filter((what) => what.startsWith("delete")), [`delete ${LISTED.url}`, `delete ${NEW_HOP.url}`]);
});

test("the row that pruning writes is known as its own while it is there, and a visit told before or after is not", async (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { api, did } = browser([LISTED.url]);
  const ownRows = new OwnRows();
  assert.equal(ownRows.takes(LISTED.url), false);
  const erasing = closedTabs(api, { canForgetClosedTabs: () => false }, ownRows).erase(VISIT);
  while (did.length < 1) await new Promise(setImmediate);
  assert.deepEqual([LISTED.url, LISTED.url, NEW_HOP.url, undefined].map((url) => ownRows.takes(url)), [true, false, false, false]);
  mock.timers.tick(1000);
  await erasing;
  assert.equal(ownRows.takes(LISTED.url), false);
});
