/** The first wake-up of a browser session, after a check has stored an index. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { browserWith, bundle, covered, listOf, publishing, publishList, site } from "./list-server.js";

const HOSTS = ["first.example", "second.example", "third.example"];

/** A browser whose last check brought the second list. */
async function updated(/** @type {import("node:test").TestContext} */ t) {
  const repository = await publishing(t);
  const browser = browserWith(repository);
  await publishList(repository, listOf([site("second.example", { paths: ["/help"] }), site("second.example.org")]));
  const status = await browser.wake({ version: "1.0" }).check();
  return { repository, browser, status };
}

/** @param {any} browser @param {(index: any) => any} change */
async function change(browser, change) {
  const { listIndex } = await browser.area.get(["listIndex"]);
  await browser.area.set({ listIndex: change(listIndex) });
}

/** Storage that says which keys were read. @param {any} browser */
function watched(browser) {
  /** @type {string[]} */
  const read = [];
  const { area } = browser;
  browser.area = { ...area, get: (/** @type {string[]} */ keys) => (read.push(...keys), area.get(keys)) };
  return read;
}

describe("the first wake-up of a session", () => {
  it("reads the index and not the list, and says the same of it", async (t) => {
    const { browser, status } = await updated(t);
    const read = watched(browser);
    const list = browser.wake({ version: "1.0" });
    const matcher = await list.load();
    assert.deepEqual(["https://second.example/help/us", "https://www.second.example.org/"].map((url) => matcher.match(url)?.host), ["second.example", "second.example.org"]);
    assert.equal(matcher.match("https://second.example/shop"), null);
    assert.deepEqual(list.status(), status);
    assert.deepEqual(await list.entries(), [site("second.example", { paths: ["/help"] }), site("second.example.org")]);
    assert.ok(!read.includes("list"));
  });

  const OTHERS = {
    "another version of the extension wrote it": (/** @type {any} */ index) => ({ ...index, guards: "0.9" }),
    "it is cut off": (/** @type {any} */ index) => ({ ...index, atRest: index.atRest.slice(0, -8) }),
    "a byte of it is another": (/** @type {any} */ index) => ({ ...index, atRest: `${index.atRest.slice(0, 24)}${index.atRest[24] === "A" ? "B" : "A"}${index.atRest.slice(25)}` }),
    "it is of another kind": () => "text",
    "there is none": () => null,
  };
  for (const [when, other] of Object.entries(OTHERS)) {
    it(`verifies the list when ${when}, and the next check writes it anew`, async (t) => {
      const { browser } = await updated(t);
      await change(browser, other);
      const read = watched(browser);
      const list = browser.wake({ version: "1.0" });
      assert.deepEqual(covered(await list.load(), HOSTS), []);
      assert.ok(list.matcher.match("https://second.example/help"));
      assert.ok(read.includes("list"));
      await list.check();
      const again = watched(browser);
      await browser.wake({ version: "1.0" }).load();
      assert.ok(!again.includes("list"));
    });
  }

  it("takes the bundled list when an update of the extension brought a later one", async (t) => {
    const { browser, repository } = await updated(t);
    await publishList(repository, listOf([site("third.example")]));
    browser.bundled = bundle(repository);
    assert.deepEqual(covered(await browser.wake({ version: "1.0" }).load(), HOSTS), ["third.example"]);
  });

  it("checks from the list itself, which is verified first", async (t) => {
    const { browser, repository } = await updated(t);
    await publishList(repository, listOf([site("third.example")]));
    const list = browser.wake({ version: "1.0" });
    await list.load();
    assert.equal((await list.check()).state, "current");
    assert.deepEqual(covered(list.matcher, HOSTS), ["third.example"]);
    assert.deepEqual(covered(await browser.wake({ version: "1.0" }).load(), HOSTS), ["third.example"]);
  });
});
