/**
 * Handing a page's memory on to the next page of the same tab: its text is read when a navigation begins and put back when
 * the next page has begun. It goes by way of the extension's own memory and is never on disk.
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;

  kit.parts.push((/** @type {any} */ realm) => {
    const { scope, memory, session } = realm;

    realm.give = () => ({ origin: scope.location.origin, local: [...memory.local.items], session: [...session.items], cookies: memory.cookies });

    /** What the page has written or removed meanwhile holds; the rest comes as if another window had written it. */
    realm.take = (/** @type {any} */ { local = [], session: own = [], cookies = [] }) => {
      const isThere = (/** @type {string} */ name) => memory.cookies.some((/** @type {any} */ other) => other.name === name);
      for (const cookie of cookies) if (!isThere(cookie.name) && !memory.droppedCookies?.has(cookie.name)) memory.cookies.push(cookie);
      fill(session, own);
      for (const [key, newValue] of fill(memory.local, local)) {
        for (const other of memory.realms) other.hear?.(memory.local, { key, oldValue: null, newValue, url: scope.location.href });
      }
    };
  });

  /**
   * @param {{ items: Map<string, string>, size: number, dropped?: Set<string>, isEmptied?: boolean }} area
   * @param {[string, string][]} items
   * @returns {[string, string][]} those that were not there
   */
  function fill(area, items) {
    if (area.isEmptied) return [];
    const missing = items.filter(([key]) => !area.items.has(key) && !area.dropped?.has(key));
    for (const [key, value] of missing) {
      area.items.set(key, value);
      area.size += key.length + value.length;
    }
    return missing;
  }
})();
