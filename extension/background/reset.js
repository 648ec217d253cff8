/**
 * "Put everything back": what the open visits have left is erased, then all that the extension keeps, and it starts anew as
 * after its installation. Clearing the whole area is what makes Chromium drop its log of earlier values.
 */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "storage" | "runtime">} parts.api
 * @param {{ run(): Promise<unknown> }} parts.sweep
 * @param {() => Promise<unknown>} parts.removeJournal
 * @returns {Record<string, import("./router.js").Handler>}
 */
export const reset = ({ api, sweep, removeJournal }) => ({
  "reset.all": async () => {
    await sweep.run();
    await removeJournal();
    await api.storage.session.clear();
    await api.storage.local.clear();
    api.runtime.reload();
    return { reset: true };
  },
});
