import assert from "node:assert/strict";
import { test } from "node:test";

import { DECOYS, decoyAddress, decoyUrl } from "../../../extension/shared/decoys.js";

const addresses = DECOYS.flatMap(({ url, others }) => [url, ...Object.values(others)]);

test("every page to land on is a short https address that asks for nothing", () => {
  for (const address of addresses) {
    const { protocol, search, hash, pathname } = new URL(address);
    assert.deepEqual([protocol, search, hash], ["https:", "", ""], address);
    assert.ok(pathname.length < 12, address);
  }
  assert.equal(new Set(addresses).size, addresses.length, "no page stands for two things");
});

test("each language lands on the page that its readers know, others on the one for all", () => {
  const [weather, , encyclopedia] = DECOYS;
  assert.equal(decoyUrl(weather, "de-AT"), weather.others.de);
  assert.equal(decoyUrl(encyclopedia, "CY"), "https://cy.wikipedia.org/");
  for (const language of ["en", "en-GB", "tlh", ""]) assert.equal(decoyUrl(weather, language), weather.url);
});

test("for the tab used last the default page stands ready, for a blank tab nothing", () => {
  assert.equal(decoyAddress({ decoy: "last", decoyUrl: "" }, "fr"), DECOYS[0].others.fr);
  assert.equal(decoyAddress({ decoy: "blank", decoyUrl: "" }, "fr"), "about:blank");
});
