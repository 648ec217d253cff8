/**
 * Rows of the downloads list. The file itself stays: whether to keep it is the person's decision.
 *
 * A row belongs to the visit when the file, an address that led to it, or the page that linked it is listed, and the
 * download began with the visit or later. `hostnames` and `origins` don't work here: `browsingData` would wipe every row
 * (FACTS, Erasing: Firefox).
 */

/** Rows are stamped by another clock than events. */
const CLOCK_SLACK_MS = 1000;

/** @typedef {Pick<chrome.downloads.DownloadItem, "id" | "url" | "finalUrl" | "referrer" | "startTime">} Row */

/**
 * @param {{ downloads: Pick<typeof chrome.downloads, "search" | "erase"> }} api
 * @returns {import("./ledger.js").Trace}
 */
export function downloads({ downloads: list }) {
  return { kind: "downloads", scope: "url", erase };

  /** @type {import("./ledger.js").Trace["erase"]} */
  async function erase(visit) {
    const found = await rowsOf(visit);
    await Promise.all(found.map(({ id }) => list.erase({ id })));
    const remaining = (await rowsOf(visit)).length;
    return { removed: found.length - remaining, remaining };
  }

  /**
   * @param {import("./ledger.js").Visit} visit
   * @returns {Promise<Row[]>}
   */
  async function rowsOf({ touched, isListed }) {
    if (touched.length === 0) return [];
    const began = Math.min(...touched.map(({ since }) => since)) - CLOCK_SLACK_MS;
    const rows = await list.search({ startedAfter: new Date(began).toISOString() });
    return rows.filter(({ url, finalUrl, referrer }) => [url, finalUrl, referrer].some((address) => address && isListed(address)));
  }
}
