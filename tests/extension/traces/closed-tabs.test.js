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
  const erasing = closedTabs(api, { canForgetClosedTabs: () => false }, { ownRows }).erase(VISIT);
  while (did.length < 1) await new Promise(setImmediate);
  assert.deepEqual([LISTED.url, LISTED.url, NEW_HOP.url, undefined].map((url) => ownRows.takes(url)), [true, false, false, false]);
  mock.timers.tick(1000);
  await erasing;
  assert.equal(ownRows.takes(LISTED.url), false);
});

const DECOY = "https://weather.test/";
const SEARCH = { url: "https://search.test/results", since: 8000, listed: false, site: null };
const PAGE = { url: "https://helpline.test/", since: 9000, listed: true, site: null };
const NEXT = { url: "https://helpline.test/next", since: 9500, listed: true, site: null };
const LANDED = { arrived: Promise.resolve(7), row: { url: DECOY, since: 9800, moments: [] } };
const CLOSED = { lastModified: 10, tab: { url: NEXT.url, windowId: 1, sessionId: "1" } };

/**
 * A Chromium one has just left for the decoy, at 9800, as it is at 10000, where a look takes 20 ms; `facts` are what else is true.
 * @param {{ rows?: string[], landings?: number[], otherwise?: number, closed?: object[], landed?: object }} facts
 */
async function leaves({ rows = [], landings = [9900], otherwise = 0, closed = [], landed = LANDED } = {}) {
  const did = [];
  let all = [CLOSED, ...closed];
  const api = {
    sessions: { getRecentlyClosed: async () => all },
    history: {
      search: async ({ startTime }) => {
        assert.equal(startTime, NEXT.since - 250);
        mock.timers.tick(20);
        return [DECOY, ...rows].map((url) => ({ url }));
      },
      getVisits: async ({ url }) => (url === DECOY ? landings.map((visitTime) => ({ visitTime })) : []),
      deleteRange: async ({ startTime, endTime }) => {
        did.push(`clear ${startTime} to ${endTime}`);
        all = closed;
      },
      addUrl: async ({ url }) => void did.push(`add ${url}`),
      deleteUrl: async () => void (all = closed),
    },
  };
  const visit = { touched: [SEARCH, PAGE, NEXT], isListed: (url) => url.startsWith(PAGE.url), landed };
  const trace = closedTabs(api, { canForgetClosedTabs: () => false }, { acts: { otherwise: () => otherwise } });
  let isOver = false;
  const erased = trace.erase(visit).finally(() => (isOver = true));
  while (did.length < 1 && !isOver) await new Promise(setImmediate);
  mock.timers.tick(1000);
  return { did, ...(await erased) };
}

test("after an escape a closed tab goes with the time from its page to the look, and no row is written", async (t) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 10_000 });
  t.after(() => mock.timers.reset());
  assert.deepEqual(await leaves({ rows: [PAGE.url, NEXT.url] }), { did: ["clear 9250 to 10000"], removed: 1, remaining: 0 });
});

test("another tab that was closed before the page was opened stays, and is no reason not to clear", async (t) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 10_000 });
  t.after(() => mock.timers.reset());
  const older = { lastModified: 9, tab: { url: "https://innocent.test/", windowId: 1, sessionId: "2" } };
  assert.deepEqual((await leaves({ closed: [older] })).did, ["clear 9250 to 10000"]);
});

const SOMEBODYS = {
  "another page's row": { rows: ["https://innocent.test/"] },
  "a row of the page on the way, opened before": { rows: [SEARCH.url] },
  "a page that has no row": { otherwise: 9700 },
  "the person's own visit of the decoy": { landings: [9600, 9900] },
  "another closed tab": { closed: [{ lastModified: 10, tab: { url: "chrome://settings/", windowId: 1, sessionId: "2" } }] },
};
for (const [what, facts] of Object.entries(SOMEBODYS)) {
  test(`no time is cleared with which ${what} would go`, async (t) => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 10_000 });
    t.after(() => mock.timers.reset());
    assert.deepEqual(await leaves(facts), { did: [`add ${NEXT.url}`], removed: 1, remaining: 0 });
  });
}

const WITHOUT = {
  "the decoy could not load": { ...LANDED, arrived: Promise.resolve(undefined) },
  "one landed on a tab that was there": { arrived: Promise.resolve(undefined) },
};
for (const [why, landed] of Object.entries(WITHOUT)) {
  test(`without the decoy's row no clearing would prune: ${why}`, async (t) => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 10_000 });
    t.after(() => mock.timers.reset());
    assert.deepEqual((await leaves({ landed })).did, [`add ${NEXT.url}`]);
  });
}
