import assert from "node:assert/strict";
import { test } from "node:test";
import { RuleGate } from "../../../extension/handoff/rule-gate.js";

/** The browser's session rules and session memory, which outlive the worker. */
function browser() {
  /** @type {Map<number, any>} */
  const rules = new Map();
  const memory = {};
  const seen = { updates: 0, unpacked: 0 };
  return {
    rules,
    seen,
    parts: {
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
    },
    wanted: (revision = "1", normal = []) => ({
      revision,
      normal,
      entries: async () => (seen.unpacked++, [{ host: `list${revision}.test`, subdomains: true }]),
    }),
  };
}

test("rules are set once, and a woken worker neither sets them again nor unpacks the list", async () => {
  const { parts, seen, wanted } = browser();
  const first = new RuleGate(parts);
  await first.stop(wanted());
  await first.exempt(7);
  const { updates } = seen;

  const woken = new RuleGate(parts);
  woken.exempt(7);
  await woken.stop(wanted());
  assert.equal(seen.updates, updates);
  assert.equal(seen.unpacked, 1);
});

test("a hand-off sets one rule and asks for none: reading thousands back takes longer", async () => {
  const { parts, seen, wanted } = browser();
  const gate = new RuleGate(parts);
  await gate.stop(wanted());
  const { updates } = seen;
  const ask = parts.rules.getSessionRules;
  parts.rules.getSessionRules = () => assert.fail("all rules were read");
  await gate.exempt(7);
  await gate.exempt(7);
  assert.equal(seen.updates, updates + 1);

  gate.closed(7);
  const woken = new RuleGate(parts);
  await woken.stop(wanted());
  assert.equal(seen.updates, updates + 1, "nor does a worker that wakes after the tab is gone");
  await woken.exempt(8);
  parts.rules.getSessionRules = ask;
  assert.equal(seen.updates, updates + 2);
});

test("what a woken worker does not know yet takes no exemption away", async () => {
  const { parts, rules, wanted } = browser();
  const first = new RuleGate(parts);
  await first.stop(wanted());
  await first.exempt(7);
  await new RuleGate(parts).exempt();
  assert.deepEqual(rules.get(100).condition.tabIds, [7]);
});

test("another list replaces the rules and keeps the exemptions", async () => {
  const { parts, rules, wanted } = browser();
  const gate = new RuleGate(parts);
  await gate.stop(wanted());
  await gate.exempt(7);
  await gate.stop(wanted("2", ["work.test"]));
  assert.deepEqual(rules.get(1).condition.requestDomains, ["list2.test"]);
  assert.deepEqual(rules.get(100).condition.tabIds, [7]);
  assert.deepEqual(rules.get(101).condition.requestDomains, ["work.test"]);
});

test("a pass that ends is taken back, a tab that is gone costs nothing", async () => {
  const { parts, rules, seen, wanted } = browser();
  const gate = new RuleGate(parts);
  await gate.stop(wanted());
  await gate.exempt(7, 8);
  await gate.revoke(7);
  assert.deepEqual(rules.get(100).condition.tabIds, [8]);
  const { updates } = seen;
  gate.closed(8);
  await gate.stop(wanted());
  assert.equal(seen.updates, updates + 1, "taken out with the next change");
});

test("off means that no rule of ours is left", async () => {
  const { parts, rules, wanted } = browser();
  const gate = new RuleGate(parts);
  rules.set(2000, { id: 2000 });
  await gate.stop(wanted("1", ["work.test"]));
  await gate.exempt(7);
  await gate.stop(null);
  assert.deepEqual([...rules.keys()], [2000]);
});

test("rules of an earlier life are taken away, or pages would open nowhere", async () => {
  const { parts, rules, wanted } = browser();
  await new RuleGate(parts).stop(wanted());
  const withoutMemory = { ...parts, session: { get: async () => ({}), set: async () => {} } };
  await new RuleGate(withoutMemory).stop(null);
  assert.equal(rules.size, 0);
});

test("a refused rule does not keep the next from being set", async () => {
  const { parts, rules, wanted } = browser();
  const update = parts.rules.updateSessionRules;
  parts.rules.updateSessionRules = async () => { throw new Error("refused"); };
  const gate = new RuleGate(parts);
  await assert.rejects(gate.stop(wanted()));
  parts.rules.updateSessionRules = update;
  await gate.stop(wanted());
  assert.equal(rules.size, 1);
});
