/**
 * Downloads that still run when one leaves: those of listed pages end, and leave no half of a file. Others go on.
 */

/**
 * @param {object} parts
 * @param {Pick<typeof chrome.downloads, "search" | "cancel">} parts.downloads
 * @param {(url: string) => boolean} parts.isListed
 * @returns {() => Promise<void>} when they are cancelled
 */
export const cancelDownloads =
  ({ downloads, isListed }) =>
  async () => {
    const running = await downloads.search({ state: "in_progress" });
    const listed = running.filter(({ url, finalUrl, referrer }) => [url, finalUrl, referrer].some((from) => from && isListed(from)));
    await Promise.all(listed.map(({ id }) => downloads.cancel(id).catch(alreadyDone)));
  };

/** It ended first. */
function alreadyDone() {}
