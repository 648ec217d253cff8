/**
 * What the browser's own pages show about listed sites right now. Only reads, in slices, so that neither a long history nor
 * whoever presses the key has to wait for the other; keeps nothing.
 */

/** Rows of one slice. */
export const SLICE_ROWS = 2000;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const WIDER = 4;
const EVERYTHING = 1_000_000;
/** Both browsers keep 25 (`sessions.MAX_SESSION_RESULTS`). */
const KEPT = 25;

/** @typedef {"history" | "closed-tabs" | "downloads" | "cookies"} SeenKind */
/** @typedef {{ end: number, span: number }} Cursor where the next slice of the history ends, and how long it is, in ms */
/** @typedef {{ looked: number, hosts: string[], after: Cursor | null }} Slice `hosts`: one for each row of a listed site */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "history" | "sessions" | "downloads" | "cookies">} parts.api
 * @param {(url: string) => boolean} parts.isListed
 * @param {() => number} parts.now
 * @returns {Record<SeenKind, (after: Cursor | null) => Promise<Slice>>} one slice each; `after`: what the one before gave
 */
export function seen({ api, isListed, now }) {
  return {
    history: (after) => historySlice(after ?? { end: now() + DAY_MS, span: DAY_MS + HOUR_MS }),
    "closed-tabs": async () => {
      const closed = await api.sessions.getRecentlyClosed({ maxResults: KEPT });
      return whole(closed.flatMap(({ tab, window }) => (tab ? [tab] : (window?.tabs ?? []))).map(({ url = "" }) => [url]));
    },
    downloads: async () => {
      const items = await api.downloads.search({ limit: 0 });
      return whole(items.map(({ url, finalUrl, referrer }) => [url, finalUrl, referrer]));
    },
    cookies: async () => {
      const all = await api.cookies.getAll({ partitionKey: {} });
      return whole(all.map(({ domain }) => [`https://${domain.replace(/^\./, "")}/`]));
    },
  };

  /**
   * The rows whose last visit lies in one stretch of time, so that each row is in exactly one slice.
   * @param {Cursor} cursor
   * @returns {Promise<Slice>}
   */
  async function historySlice({ end, span }) {
    const start = Math.max(0, end - span);
    const maxResults = span > 1 ? SLICE_ROWS : EVERYTHING;
    const rows = await api.history.search({ text: "", startTime: start, endTime: end, maxResults });
    if (rows.length >= maxResults) return { looked: 0, hosts: [], after: { end, span: Math.max(1, Math.floor(span / WIDER)) } };
    const own = rows.filter(({ lastVisitTime = 0 }) => lastVisitTime >= start && lastVisitTime < end);
    const next = rows.length < SLICE_ROWS / WIDER ? span * WIDER : span;
    return { ...whole(own.map(({ url = "" }) => [url])), after: start === 0 ? null : { end: start, span: next } };
  }

  /**
   * @param {(string | undefined)[][]} rows each with the addresses that it names
   * @returns {Slice}
   */
  function whole(rows) {
    const hosts = rows.flatMap((urls) => {
      const found = urls.find((url) => url !== undefined && isListed(url));
      return found ? [new URL(found).hostname] : [];
    });
    return { looked: rows.length, hosts, after: null };
  }
}
