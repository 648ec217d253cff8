import assert from "node:assert/strict";
import { test } from "node:test";

import { ResourceRules } from "../../../extension/visits/resource-rules.js";

const KEPT = { host: "kept.test", subdomains: true, storage: "keep" };
const HELPLINE = { host: "helpline.test", subdomains: true };

/** The browser's session rules and memory, which outlive the event page; one rule of another part among them. */
function browser() {
  const rules = new Map([[7, { id: 7 }]]);
  const memory = {};
  const seen = { updates: 0 };
  const parts = {
    rules: {
      getSessionRules: async () => [...rules.values()],
      updateSessionRules: async ({ removeRuleIds, addRules }) => {
        seen.updates += 1;
        for (const id of removeRuleIds) rules.delete(id);
        for (const rule of addRules) {
          assert.ok(!rules.has(rule.id), `rule ${rule.id} is there already`);
          rules.set(rule.id, rule);
        }
      },
    },
    session: { get: async () => structuredClone(memory), set: async (items) => void Object.assign(memory, structuredClone(items)) },
    keeps: ({ storage }) => storage === "keep",
  };
  return { rules, seen, parts, own: () => [...rules.values()].filter(({ id }) => id !== 7) };
}

const wanted = (revision = "1", entries = [HELPLINE, KEPT]) => ({ revision, entries: async () => entries });
const takesCookies = ({ action }) => action.responseHeaders.some(({ header, operation }) => header === "set-cookie" && operation === "remove");
const keepsOut = ({ action }) => action.responseHeaders?.some(({ header, value }) => header === "cache-control" && value === "no-store") ?? false;
const ofTab = (own, tabId) => own().filter(({ condition }) => condition.tabIds?.includes(tabId));

test("what is on the list, and what its hosts ask for, is kept out of the cache; pages and frames are the listener's", async () => {
  const { parts, own } = browser();
  await new ResourceRules(parts).cover(wanted());
  const by = (name) => own().filter(({ condition }) => condition[name]).map((rule) => [...rule.condition[name], takesCookies(rule)]);
  assert.deepEqual(by("requestDomains"), [["helpline.test", true], ["kept.test", false]]);
  assert.deepEqual(by("initiatorDomains"), [["helpline.test", true], ["kept.test", false]]);
  const excluded = own().flatMap(({ condition }) => condition.excludedRequestDomains ?? []);
  assert.deepEqual(excluded, ["kept.test"], "a site that keeps its cookies keeps them on another's page");
  for (const rule of own()) {
    assert.ok(keepsOut(rule));
    assert.deepEqual(rule.condition.excludedResourceTypes, ["main_frame", "sub_frame"]);
    assert.equal(rule.condition.tabIds, undefined, "the browser looks for no request's tab while there is no visit");
  }
});

test("rules are set once, and an event page that wakes does not set them again", async () => {
  const { parts, seen, own } = browser();
  const first = new ResourceRules(parts);
  await first.cover(wanted());
  await first.page(3, false);
  const { updates } = seen;
  const woken = new ResourceRules(parts);
  let isUnpacked = false;
  await woken.cover({ revision: "1", entries: async () => ((isUnpacked = true), []) });
  assert.equal(isUnpacked, false);
  assert.equal(woken.page(3, false), undefined);
  assert.equal(seen.updates, updates);
  assert.equal(ofTab(own, 3).length, 1, "the tab is covered while the event page sleeps");
});

test("another list replaces the rules, and the tabs keep theirs", async () => {
  const { parts, rules, own } = browser();
  const resources = new ResourceRules(parts);
  await resources.page(3, false);
  await resources.cover(wanted());
  await resources.cover(wanted("2", [{ host: "other.test", subdomains: true }]));
  assert.deepEqual(own().flatMap(({ condition }) => condition.requestDomains ?? []), ["other.test"]);
  assert.equal(ofTab(own, 3).length, 1);
  assert.ok(rules.has(7), "those of others stay");
});

test("all that a tab with a listed page loads is covered until it is left, its cookies as the site needs them", async () => {
  const { parts, own } = browser();
  const resources = new ResourceRules(parts);
  await resources.cover(wanted());
  await resources.page(3, false);
  await resources.page(4, true);
  assert.deepEqual([3, 4].map((tabId) => takesCookies(ofTab(own, tabId)[0])), [true, false]);
  assert.equal(ofTab(own, 3)[0].condition.initiatorDomains, undefined);
  assert.equal(resources.page(3, false), undefined, "the next page of the tab waits for nothing");
  await resources.left(3);
  await resources.closed(4);
  assert.deepEqual([...ofTab(own, 3), ...ofTab(own, 4)], []);
  assert.equal(resources.left(3), undefined, "an unlisted page in a tab costs nothing");
});

test("of a page that is not listed only what its listed frames load is covered", async () => {
  const { parts, own } = browser();
  const resources = new ResourceRules(parts);
  await resources.frame(5, "helpline.test", false);
  await resources.frame(5, "widget.test", false);
  assert.equal(resources.frame(5, "widget.test", false), undefined);
  assert.deepEqual(ofTab(own, 5).map(({ condition }) => condition.initiatorDomains), [["helpline.test", "widget.test"]]);
  await resources.page(5, false);
  assert.equal(resources.frame(5, "more.test", false), undefined, "where the page itself is listed all is covered");
});

test("a private tab's responses stay as they are", async () => {
  const { parts, own } = browser();
  const resources = new ResourceRules(parts);
  await resources.cover(wanted());
  await resources.exempt(9);
  const [exempt] = ofTab(own, 9);
  assert.equal(exempt.action.type, "allow");
  assert.ok(own().every(({ priority }) => priority <= exempt.priority), "allow takes away what is not above it");
  assert.equal(resources.exempt(9), undefined);
});

test("what is being set is waited for, by whoever it concerns", async () => {
  const { parts, own } = browser();
  const resources = new ResourceRules(parts);
  resources.page(3, false);
  await resources.page(3, false);
  assert.equal(ofTab(own, 3).length, 1);
  assert.equal(resources.page(3, false), undefined);
});

test("a browser that refuses a rule keeps no page waiting", async () => {
  const { parts } = browser();
  parts.rules.updateSessionRules = async () => {
    throw new Error("too many rules");
  };
  const resources = new ResourceRules(parts);
  await resources.cover(wanted());
  await resources.page(3, false);
});
