import assert from "node:assert/strict";
import { test } from "node:test";
import { hostOfSite, ownSiteProblem } from "../../../extension/list/own-sites.js";

const known = {
  isSigned: (url) => url === "https://helpline.test/",
  decoy: "https://www.weather.test/today",
  isSuffix: async (host) => host === "shops.test",
};

for (const [typed, host] of [
  ["forum.example", "forum.example"],
  ["  https://www.Forum.example/threads?id=1 ", "forum.example"],
  ["http://forum.example:8080/", "forum.example"],
  ["bücher.example.", "xn--bcher-kva.example"],
  ["www.de", "www.de"],
]) {
  test(`${JSON.stringify(typed)} names ${host}`, () => assert.equal(hostOfSite(typed), host));
}

for (const typed of ["", "forum", "localhost:3000", "192.168.0.1", "0x7f.1", "[::1]", "two words.example", "ftp://a.b/c", "mailto:me@a.b", "about:blank"]) {
  test(`${JSON.stringify(typed)} names no site`, () => assert.equal(hostOfSite(typed), null));
}

for (const [host, problem] of [
  ["forum.example", null],
  ["google.com", "never"],
  ["mail.yahoo.com", "never"],
  ["live.com", "never"],
  ["hsbc.co.uk", "never"],
  ["co.uk", "public-suffix"],
  ["blogspot.com", "public-suffix"],
  ["shops.test", "public-suffix"],
  ["helpline.test", "already-listed"],
  ["weather.test", "landing"],
  ["www.weather.test", "landing"],
  ["other-weather.test", null],
]) {
  test(`${host}: ${problem ?? "may be an own site"}`, async () => assert.equal(await ownSiteProblem(host, known), problem));
}
