/**
 * `wire.mjs URL BUNDLED STORE` → bytes of one check that brings a new list and of one that finds nothing new, counted at the
 * socket. STORE keeps what the extension would have on disk afterwards.
 */
import { writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { once } from "node:events";
import { browserWith } from "./clients.mjs";

const [url, bundled, store] = process.argv.slice(2);
const { hostname, port, pathname } = new URL(url);
const counted = { all: 0, bodies: 0 };

/** Passes everything on and counts it. */
const relay = createServer((client) => {
  const server = connect(Number(port), hostname);
  client.on("data", (chunk) => (counted.all += chunk.length));
  server.on("data", (chunk) => (counted.all += chunk.length));
  client.pipe(server).pipe(client);
}).listen(0, "127.0.0.1");
await once(relay, "listening");

/** @param {string} address @param {RequestInit} options */
async function counting(address, options) {
  const response = await fetch(address, options);
  counted.bodies += Number(response.headers.get("content-length")); // as sent: before it is unpacked
  return response;
}

const browser = await browserWith(`http://127.0.0.1:${relay.address().port}${pathname}`, bundled);
const list = browser.wake(counting);
console.log(JSON.stringify({ full: await checked("updated"), unchanged: await checked("updated") }));
await writeFile(store, JSON.stringify([...browser.disk]));
process.exit(); // kept connections would hold it

/** @param {string} source */
async function checked(source) {
  const before = { ...counted };
  const status = await list.check();
  if (status.state !== "current" || status.source !== source) throw new Error(JSON.stringify(status));
  return Object.fromEntries(Object.entries(counted).map(([name, value]) => [name, value - before[name]]));
}
