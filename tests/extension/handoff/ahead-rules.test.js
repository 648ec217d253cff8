import assert from "node:assert/strict";
import { test } from "node:test";

import { aheadRules } from "../../../extension/handoff/ahead-rules.js";
import { exemptTabs, isStopping } from "../../../extension/handoff/rules.js";

const RULES = aheadRules([
  { host: "helpline.test", subdomains: true },
  { host: "harbour.test", subdomains: false },
  { host: "police.test", subdomains: true, paths: ["/advice"] },
]);

/** The action for a script, as the browser finds it: allow before block, by priority. */
function actionFor(url, initiator = "other.test") {
  const names = (host) => host.split(".").map((_, at, labels) => labels.slice(at).join("."));
  const met = RULES.filter(({ condition: { regexFilter, requestDomains, initiatorDomains } }) =>
    (!regexFilter || new RegExp(regexFilter).test(url)) &&
    (!requestDomains || names(new URL(url).hostname).some((name) => requestDomains.includes(name))) &&
    (!initiatorDomains || names(initiator).some((name) => initiatorDomains.includes(name))));
  return met.sort((one, other) => other.priority - one.priority)[0]?.action.type ?? "none";
}

test("a listed page that is fetched ahead as a script is refused", () => {
  for (const url of ["https://helpline.test/", "https://www.helpline.test/story?n=a.js", "https://harbour.test/x", "https://police.test/advice/x"]) assert.equal(actionFor(url), "block", url);
});

test("a script of a listed site goes on, and whatever else there is", () => {
  for (const url of ["https://helpline.test/app.js", "https://helpline.test/app.mjs?v=2"]) assert.equal(actionFor(url), "allow", url);
  for (const url of ["https://other.test/", "https://police.test/news", "https://www.harbour.test/"]) assert.equal(actionFor(url), "none", url);
  assert.equal(actionFor("https://helpline.test/bundle", "helpline.test"), "allow", "a listed frame loads its own");
});

test("scripts alone, never of a form; a tab that is exempt is exempt from them; the gate knows them", () => {
  for (const { id, condition } of RULES) {
    assert.deepEqual(condition.resourceTypes, ["script"]);
    assert.deepEqual(condition.requestMethods, ["get"]);
    assert.ok(isStopping(id));
  }
  const [{ condition, priority }] = exemptTabs([7]);
  assert.ok(condition.resourceTypes.includes("script"));
  assert.ok(RULES.every((rule) => rule.action.type === "allow" || rule.priority < priority));
  assert.deepEqual(aheadRules([]), []);
});
