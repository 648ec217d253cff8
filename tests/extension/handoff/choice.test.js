import assert from "node:assert/strict";
import { test } from "node:test";
import { Choice } from "../../../extension/handoff/choice.js";
import { Elsewhere } from "../../../extension/handoff/elsewhere.js";

const MEANT = { url: "https://listed.test/", tabId: 1 };

/** @param {object} [given] what was chosen, and what the browser allows */
async function chosen({ handoff = "always", container = false, access = true, hasContainers = true } = {}) {
  const stored = { handoff, container };
  /** @type {(settings: any) => any} */
  let tell = () => {};
  const settings = { read: async () => stored, onChange: (listener) => (tell = listener) };
  const choice = new Choice({ extension: { isAllowedIncognitoAccess: async () => access }, settings, hasContainers });
  await choice.ready;
  return { choice, change: (changes) => tell({ ...stored, ...changes }) };
}

/** @param {Choice} choice @param {string[]} refusing */
function elsewhere(choice, refusing) {
  /** @type {string[]} */
  const opened = [];
  const place = (name) => ({ isOpen: false, open: async () => (refusing.includes(name) ? Promise.reject(new Error(name)) : opened.push(name)) });
  return { opened, subject: new Elsewhere(choice, { private: place("private"), container: place("container") }) };
}

test("a container is used only where it is wanted, there, and private windows are not allowed", async () => {
  for (const [given, place, mode] of [
    [{}, "private", "always"],
    [{ container: true }, "private", "always"],
    [{ access: false }, "", "off"],
    [{ access: false, container: true }, "container", "always"],
    [{ access: false, container: true, handoff: "ask" }, "container", "ask"],
    [{ access: false, container: true, handoff: "never" }, "container", "off"],
    [{ access: false, container: true, hasContainers: false }, "", "off"],
  ]) {
    const { choice } = await chosen(given);
    assert.deepEqual([choice.place, choice.mode], [place, mode], JSON.stringify(given));
  }
});

test("why there is no private window is said all the same", async () => {
  const { choice } = await chosen({ access: false, container: true });
  assert.equal(choice.hindrance, "no-access");
});

test("a browser that can't stop a page hands nothing over", async () => {
  const { choice } = await chosen({ container: true });
  await choice.noStop();
  assert.deepEqual([choice.place, choice.mode, choice.hindrance], ["", "off", "no-stop"]);
});

test("where the private window is refused the container is tried, and whoever listens is told", async () => {
  const { choice } = await chosen({ container: true });
  let told = 0;
  choice.onChange(() => told++);
  const { subject, opened } = elsewhere(choice, ["private"]);
  assert.equal(await subject.open(MEANT), true);
  assert.deepEqual([opened, choice.place, told], [["container"], "container", 1]);
});

test("where all is refused nothing opens, until the person chooses anew", async () => {
  const { choice, change } = await chosen({ container: true });
  const { subject, opened } = elsewhere(choice, ["private", "container"]);
  assert.equal(await subject.open(MEANT), false);
  assert.deepEqual([opened, choice.mode], [[], "off"]);
  await change({ handoff: "always" });
  assert.equal(choice.mode, "always");
});
