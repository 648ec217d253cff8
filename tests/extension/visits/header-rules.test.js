import assert from "node:assert/strict";
import { test } from "node:test";

import { HeaderRules, addressesOf } from "../../../extension/visits/header-rules.js";

const HELPLINE = { host: "helpline.test", subdomains: false };
const FOREIGN = { id: 7 };

/** The browser's session rules, one of somebody else among them. */
function browser() {
  const rules = new Map([[FOREIGN.id, FOREIGN]]);
  return {
    rules,
    own: () => [...rules.values()].filter(({ id }) => id !== FOREIGN.id),
    getSessionRules: async () => [...rules.values()],
    updateSessionRules: async ({ removeRuleIds, addRules }) => {
      for (const id of removeRuleIds) rules.delete(id);
      for (const rule of addRules) rules.set(rule.id, rule);
    },
  };
}

const rulesOf = (api, parts = {}) => new HeaderRules({ api, ruleOf: () => "memory", openTabs: () => [], privateTabs: () => [], ...parts });

const changes = ({ action }) => Object.fromEntries(action.responseHeaders.map(({ header, operation, value }) => [header, value ?? operation]));

test("an expression meets an entry's addresses and no others", () => {
  const exact = new RegExp(addressesOf(HELPLINE));
  for (const url of ["https://helpline.test/", "http://helpline.test/x?y", "https://helpline.test:8443/a"]) assert.match(url, exact);
  for (const url of ["https://www.helpline.test/", "https://helpline.test.evil.test/", "https://other.test/?u=https://helpline.test/"]) assert.doesNotMatch(url, exact);
  assert.match("https://a.b.helpline.test/", new RegExp(addressesOf({ ...HELPLINE, subdomains: true })));
  const paths = new RegExp(addressesOf({ ...HELPLINE, paths: ["/advice/stalking"] }));
  for (const url of ["https://helpline.test/advice/stalking", "https://helpline.test/advice/stalking/x", "https://helpline.test/advice/stalking?x"]) assert.match(url, paths);
  for (const url of ["https://helpline.test/", "https://helpline.test/advice/stalkingx"]) assert.doesNotMatch(url, paths);
});

test("while a visit lasts the site's responses are kept from being remembered, others' are not touched", async () => {
  const api = browser();
  const headers = rulesOf(api, { openTabs: () => [3], privateTabs: () => [9] });
  await headers.prepare(HELPLINE);
  const [documents, rest, tab] = api.own();
  assert.deepEqual(changes(documents), { "cache-control": "no-store", "referrer-policy": "no-referrer", "strict-transport-security": "remove", "alt-svc": "remove", "set-cookie": "remove" });
  assert.deepEqual(documents.condition.resourceTypes, ["main_frame", "sub_frame"]);
  assert.deepEqual(documents.condition.excludedTabIds, [9], "a private window writes nothing anyway");
  assert.equal(changes(rest)["set-cookie"], "remove");
  assert.deepEqual(tab.condition, { tabIds: [3], excludedResourceTypes: ["main_frame"] });
  for (const { id, priority } of api.own()) assert.ok(id >= 2000 && id <= 3999 && priority === 30);
  await headers.drop();
  assert.deepEqual([...api.rules.values()], [FOREIGN], "none is left, and those of others stay");
});

test("a site that keeps its storage keeps its cookies; a strict person's page has an origin of its own", async () => {
  const api = browser();
  let rule = "keep";
  const headers = rulesOf(api, { ruleOf: () => rule });
  await headers.prepare(HELPLINE);
  assert.equal(changes(api.own()[0])["set-cookie"], undefined);
  rule = "sealed";
  await headers.renew();
  assert.match(changes(api.own()[0])["content-security-policy"], /^sandbox (?!.*allow-same-origin)/);
  assert.equal(changes(api.own()[1])["content-security-policy"], undefined, "what a page loads is no page");
});

test("a browser that refuses a rule is no error", async () => {
  await rulesOf({ ...browser(), updateSessionRules: async () => Promise.reject(new Error("no")) }).prepare(HELPLINE);
});
