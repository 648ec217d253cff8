import assert from "node:assert/strict";
import { test } from "node:test";

import { Trail } from "../../../extension/visits/trail.js";
import { memoryStore } from "../memory-store.js";

const HELP = "https://search.test/?q=help";
const searchOf = (url) => (url.startsWith("https://search.test/") ? { engine: "search.test", query: new URL(url).searchParams.get("q") } : null);
const isListed = (url) => url.startsWith("https://helpline.test/");

async function trailOf({ leadUp = true, leadOut = "keep", session = memoryStore() } = {}) {
  const isSensitive = (query) => query === "a listed term";
  const trail = new Trail({ searchOf, isSensitive, choices: () => ({ leadUp, leadOut }), session });
  await trail.ready;
  let time = 0;
  const go = (tabId, url, { isLed = true, isOnward = false, isAgain = false, hops = [] } = {}) =>
    trail.arrived(tabId, { url, since: (time += 1), hops, isListed: isListed(url), isLed, isOnward, isAgain }).map((page) => page.url);
  return { trail, go, session };
}

test("the search that led to a listed page is told, the searches before it are not", async () => {
  const { go } = await trailOf();
  assert.deepEqual(go(1, "https://search.test/?q=weather"), []);
  assert.deepEqual(go(1, HELP), []);
  assert.deepEqual(go(1, "https://helpline.test/"), [HELP]);
});

test("further pages of the same search belong to it, with the redirects between them", async () => {
  const { go } = await trailOf();
  go(1, HELP, { hops: [{ url: "https://search.test/go?q=help", since: 0 }] });
  go(1, `${HELP}&page=2`);
  assert.deepEqual(go(1, "https://helpline.test/").sort(), [HELP, `${HELP}&page=2`, "https://search.test/go?q=help"]);
});

for (const [how, arrival] of Object.entries({ "was typed or chosen": { isLed: false }, "came by another page": null })) {
  test(`a listed page that ${how} makes no search part of the visit`, async () => {
    const { go } = await trailOf();
    go(1, HELP);
    if (arrival === null) go(1, "https://innocent.test/");
    assert.deepEqual(go(1, "https://helpline.test/", arrival ?? {}), []);
  });
}

test("a page that only leads on hides no search", async () => {
  const { go } = await trailOf();
  go(1, HELP);
  go(1, "https://innocent.test/bounce");
  assert.deepEqual(go(1, "https://helpline.test/", { isOnward: true }), [HELP]);
});

test("a tab that was opened from a page of results is led there, one that was opened by hand is not", async () => {
  const { trail, go } = await trailOf();
  go(1, HELP);
  trail.opened(1, 2);
  go(2, "about:blank");
  assert.deepEqual(go(2, "https://helpline.test/"), [HELP]);
  assert.deepEqual(go(3, "https://helpline.test/"), []);
});

test("a search that holds a term of the list counts by itself, and again when its tab is closed", async () => {
  const { trail, go } = await trailOf();
  const url = "https://search.test/?q=a%20listed%20term";
  assert.deepEqual(go(1, url), [url]);
  assert.ok(trail.isErasedSearch(url) && !trail.isErasedSearch(HELP) && !trail.isErasedSearch(undefined));
  assert.deepEqual(trail.closed(1), [{ url, since: 1 }]);
  assert.deepEqual(trail.closed(1), []);
});

test("going back to a search that was erased writes it anew: it is told again, as old as it was", async () => {
  const { trail, go } = await trailOf();
  go(1, HELP);
  go(1, "https://helpline.test/");
  assert.deepEqual(go(1, HELP, { isLed: false, isAgain: true }), [HELP]);
  assert.deepEqual(go(2, HELP, { isLed: false, isAgain: true }), [], "in another tab it is another search");
  assert.deepEqual(trail.closed(1), [{ url: HELP, since: 1 }]);
});

test("switched off, no search is told of", async () => {
  const { go } = await trailOf({ leadUp: false });
  assert.deepEqual([go(1, "https://search.test/?q=a%20listed%20term"), go(1, "https://helpline.test/")], [[], []]);
});

test("a page that was opened from a listed one is kept, unless the person chose otherwise", async () => {
  const kept = await trailOf();
  kept.go(1, "https://helpline.test/");
  assert.deepEqual(kept.go(1, "https://innocent.test/"), []);

  const { trail, go } = await trailOf({ leadOut: "erase" });
  go(1, "https://helpline.test/");
  trail.opened(1, 2);
  assert.deepEqual(go(2, "https://innocent.test/new"), ["https://innocent.test/new"], "in a tab of its own");
  const hops = [{ url: "https://short.test/x", since: 2 }];
  assert.deepEqual(go(1, "https://innocent.test/", { hops }), ["https://innocent.test/", "https://short.test/x"]);
  assert.deepEqual(go(1, "https://innocent.test/further"), [], "what is read from there on is not");
  go(3, "https://helpline.test/");
  assert.deepEqual(go(3, "https://innocent.test/typed", { isLed: false }), []);
  assert.deepEqual(go(1, "https://innocent.test/", { isLed: false }), [], "and typed later it is a visit of its own");
});

test("a worker that was ended while somebody read the results knows them still", async () => {
  const { go, session } = await trailOf();
  go(1, HELP);
  const again = await trailOf({ session });
  assert.deepEqual(again.go(1, "https://helpline.test/"), [HELP]);
});

test("pages that lead nowhere are not remembered at all", async () => {
  const session = memoryStore();
  const { go } = await trailOf({ session });
  go(1, "https://innocent.test/");
  assert.equal(session.kept, undefined);
  go(1, HELP);
  go(1, "https://innocent.test/");
  go(1, "https://innocent.test/2");
  assert.equal(JSON.parse(session.kept).tabs.length, 0);
});
