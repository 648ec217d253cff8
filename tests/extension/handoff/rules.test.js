import assert from "node:assert/strict";
import { test } from "node:test";
import { EXEMPTION_IDS, REFUSED_URL, exemptHosts, exemptTabs, isStopping, stoppingRules } from "../../../extension/handoff/rules.js";

const whole = (host, subdomains = true) => ({ host, subdomains });
const conditions = (entries) => stoppingRules(entries).map(({ condition }) => condition);

test("every stopping rule sends pages and what is fetched ahead to the refused scheme, and no POST", () => {
  const rules = stoppingRules([whole("a.test"), whole("b.test", false), { ...whole("c.test"), paths: ["/x"] }]);
  assert.equal(rules.length, 3);
  for (const { action, condition } of rules) {
    assert.deepEqual(action, { type: "redirect", redirect: { url: REFUSED_URL } });
    assert.deepEqual(condition.requestMethods, ["get"]);
    assert.deepEqual(condition.resourceTypes, ["main_frame", "other"]);
  }
});

test("any number of whole hosts is one rule", () => {
  const [condition, ...others] = conditions([whole("a.test"), whole("b.test")]);
  assert.deepEqual(condition.requestDomains, ["a.test", "b.test"]);
  assert.deepEqual(others, []);
});

test("a host without its subdomains is stopped alone", () => {
  const [two, three] = conditions([whole("a.test", false), whole("www.b.test", false), whole("c.test", false)]);
  assert.deepEqual(two.requestDomains, ["a.test", "c.test"]);
  assert.deepEqual(three.requestDomains, ["www.b.test"]);
  const isOfTwoLabels = new RegExp(two.regexFilter);
  for (const url of ["https://a.test/", "http://a.test:8080/x", "https://a.test./"]) assert.match(url, isOfTwoLabels);
  for (const url of ["https://www.a.test/", "https://a/", "ftp://a.test/"]) assert.doesNotMatch(url, isOfTwoLabels);
});

test("a path is stopped as a whole segment, in its own case, and the rest of the site is not", () => {
  const [below, alone] = conditions([
    { host: "p.test", subdomains: true, paths: ["/Advice/"] },
    { host: "q.test", subdomains: false, paths: ["/x"] },
  ]);
  assert.equal(below.urlFilter, "||p.test/Advice^");
  assert.equal(below.isUrlFilterCaseSensitive, true);
  assert.equal(alone.urlFilter, "|http*://q.test/x^");
  assert.deepEqual(alone.requestDomains, ["q.test"]);
});

test("20,000 hosts and 4,000 paths keep below the browser's 5,000 rules and 1,000 patterns", () => {
  const hosts = Array.from({ length: 20_000 }, (_, i) => whole(`host${i}.test`, i % 2 === 0));
  const paths = Array.from({ length: 5_000 }, (_, i) => ({ ...whole(`p${i}.test`), paths: ["/x"] }));
  const rules = stoppingRules([...hosts, ...paths]);
  assert.equal(rules.length, 2 + 4_000);
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  assert.equal(rules.filter(({ condition }) => condition.regexFilter).length, 1);
});

test("exemptions go before stops, and each part knows its own rules", () => {
  const [tabs] = exemptTabs(new Set([3, 5]));
  const [hosts] = exemptHosts(["work.test"]);
  const [stop] = stoppingRules([whole("a.test")]);
  assert.deepEqual(tabs.condition.tabIds, [3, 5]);
  assert.deepEqual(hosts.condition.requestDomains, ["work.test"]);
  for (const rule of [tabs, hosts]) {
    assert.ok(rule.priority > stop.priority);
    assert.ok(EXEMPTION_IDS.includes(rule.id) && !isStopping(rule.id));
  }
  assert.ok(isStopping(stop.id) && !EXEMPTION_IDS.includes(stop.id));
  assert.deepEqual([exemptTabs([]), exemptHosts([])], [[], []]);
});
