/** The matchers that are compared: from the bytes of the list to a question about a URL. */
import { FiltersEngine, Request } from "@ghostery/adblocker";
import { getDomain, getHostname } from "tldts";
import { indexedMatcher, writeIndex } from "../../extension/list/list-index.js";
import { parseList } from "../../extension/list/list-format.js";
import { buildMatcher } from "../../extension/list/matcher.js";

/** @param {Uint8Array} bytes */
const plain = (bytes) => JSON.parse(new TextDecoder().decode(bytes)).entries;

/** @type {Record<string, (bytes: Uint8Array) => (url: string) => boolean>} */
export const MATCHERS = {
  "Sidestep": (bytes) => {
    const { match } = buildMatcher(parseList(bytes).entries);
    return (url) => match(url) !== null;
  },

  /** As a worker has it that wakes up again: its text is a copy, for it comes out of the session's memory. */
  "Sidestep, woken again": (bytes) => {
    const { entries } = parseList(bytes);
    const { match } = indexedMatcher(Buffer.from(writeIndex(entries)).toString("latin1"), entries.length);
    return (url) => match(url) !== null;
  },

  "plain loop": (bytes) => {
    const entries = plain(bytes);
    return (url) => {
      const { hostname, pathname } = new URL(url);
      return entries.some(
        ({ host, subdomains, paths }) =>
          (hostname === host || (subdomains && hostname.endsWith(`.${host}`))) &&
          (paths === undefined || paths.some((path) => `${pathname}/`.startsWith(`${path}/`))),
      );
    };
  },

  /** Registrable domains and hosts only: it knows no paths, and no subdomains of a subdomain. */
  "tldts + Set": (bytes) => {
    const hosts = new Set(plain(bytes).map(({ host }) => host));
    return (url) => hosts.has(getDomain(url) ?? "") || hosts.has(getHostname(url) ?? "");
  },

  "@ghostery/adblocker": (bytes) => {
    const engine = FiltersEngine.parse(filters(plain(bytes)));
    return (url) => engine.match(Request.fromRawDetails({ url, type: "main_frame" })).match;
  },
};

/** @param {{ host: string, subdomains: boolean, paths?: string[] }[]} entries */
export function filters(entries) {
  const prefix = ({ host, subdomains }) => (subdomains ? `||${host}` : `|https://${host}`);
  return entries.flatMap((entry) => (entry.paths ?? [""]).map((path) => `${prefix(entry)}${path}^$document`)).join("\n");
}
