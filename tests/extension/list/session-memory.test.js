/** A worker that wakes up again in the same browser session. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { browserWith, covered, listOf, publishing, publishList, site } from "./list-server.js";

const HOSTS = ["first.example", "second.example", "third.example"];
/** The worker has put the list into the session's memory. @param {{ memory: { held: Map<string, string> } }} browser */
async function remembered({ memory }) {
  while (!memory.held.has("list")) await new Promise(setImmediate);
}

const unreadable = () => Promise.reject(new Error("unreadable"));

describe("a worker that wakes up again in the same session", () => {
  it("has the list without reading disk or package, and says the same of it", async (t) => {
    const browser = browserWith(await publishing(t));
    const first = browser.wake();
    await first.load();
    await remembered(browser);
    const { area } = browser;
    browser.area = { ...area, get: unreadable };
    await assert.rejects(browser.wake({ readBundled: unreadable, memory: undefined }).load());

    browser.area = area;
    await browser.wake().load();
    await remembered(browser);
    browser.area = { ...area, get: unreadable };
    const again = browser.wakeAgain({ readBundled: unreadable });
    assert.deepEqual(covered(await again.load(), HOSTS), ["first.example"]);
    assert.deepEqual(again.status(), first.status());
  });

  it("has the list that the last check brought, and knows of that check", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await publishList(repository, listOf([site("second.example")]));
    const checked = await browser.wake().check();
    const again = browser.wakeAgain();
    assert.deepEqual(covered(await again.load(), HOSTS), ["second.example"]);
    assert.deepEqual(again.status(), checked);
  });

  it("checks from what is on disk, which is verified first", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await browser.wake().check();
    await publishList(repository, listOf([site("second.example")]));
    const again = browser.wakeAgain();
    let changes = 0;
    again.onChange(() => changes++);
    assert.equal((await again.check()).state, "current");
    assert.deepEqual(covered(again.matcher, HOSTS), ["second.example"]);
    assert.equal(changes, 1);
    repository.signed.timestamp.version = 1;
    await repository.republish("timestamp");
    assert.equal((await browser.wakeAgain().check()).reason, "rollback");
  });

  it("does not have the list before when it was killed between storing and remembering", async (t) => {
    const repository = await publishing(t);
    const browser = browserWith(repository);
    await browser.wake().load();
    await publishList(repository, listOf([site("second.example")]));
    const { memory } = browser;
    const forgetful = { get: memory.get, set: async (/** @type {any} */ values) => (values.list === null ? memory.set(values) : undefined) };
    await browser.wakeAgain({ memory: forgetful }).check();
    assert.deepEqual(covered(await browser.wakeAgain().load(), HOSTS), ["second.example"]);
  });

  const ODD = {
    "there is no room in it": { get: async () => ({}), set: unreadable },
    "it cannot be read": { get: unreadable, set: async () => {} },
    "it holds something else": { get: async () => ({ list: { index: 7 } }), set: async () => {} },
    "it holds nothing": { get: async () => ({ list: null }), set: async () => {} },
  };
  for (const [when, memory] of Object.entries(ODD)) {
    it(`verifies again when ${when}`, async (t) => {
      const browser = browserWith(await publishing(t));
      await browser.wake({ memory }).check();
      const again = browser.wakeAgain({ memory });
      assert.deepEqual(covered(await again.load(), HOSTS), ["first.example"]);
      assert.equal((await again.check()).state, "current");
    });
  }

  it("writes nothing to disk for it", async (t) => {
    const browser = browserWith(await publishing(t));
    await browser.wake().load();
    await remembered(browser);
    await browser.wakeAgain().load();
    assert.deepEqual(browser.area.writes, []);
    assert.deepEqual(browser.memory.writes, [["list"]]);
  });
});
