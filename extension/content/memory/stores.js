/**
 * Stores that a page can do without: they answer as they do where a person has forbidden sites to store anything. Pages
 * know that answer, unlike a browser without the interface.
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  /** What a disk of some size would offer; the page sees no difference. */
  const QUOTA_BYTES = 10 * 2 ** 30;
  const later = setTimeout;

  kit.parts.push((/** @type {any} */ { scope, memory }) => {
    const refusal = () => new scope.DOMException("The operation is insecure.", "SecurityError");
    const refuse = async () => {
      throw refusal();
    };
    kit.replace(scope.CacheStorage?.prototype, { open: refusing(), has: refusing(), match: refusing(), delete: refusing(), keys: refusing() });
    kit.replace(scope.ServiceWorkerContainer?.prototype, { register: refusing() });
    kit.replace(scope.StorageBucketManager?.prototype, { open: refusing(), keys: refusing(), delete: refusing() });
    kit.replace(scope.StorageManager?.prototype, {
      getDirectory: refusing(),
      async persist() {
        return false;
      },
      async persisted() {
        return false;
      },
      async estimate() {
        return { quota: QUOTA_BYTES, usage: 2 * memory.local.size, usageDetails: {} };
      },
    });
    kit.replace(scope, { webkitRequestFileSystem: failing(3), webkitResolveLocalFileSystemURL: failing(2) });
    // a page may ask to send messages, and the answer would be kept for its site
    kit.replace(scope.Notification, {
      async requestPermission(/** @type {any} */ callback) {
        if (typeof callback === "function") callback("denied");
        return "denied";
      },
    });

    /** A method that rejects. Each replacement is a function of its own: it takes on another's look. */
    function refusing() {
      return { method: () => refuse() }.method;
    }

    /** @param {number} at the failure callback's position */
    function failing(at) {
      return (/** @type {any[]} */ ...given) => void later(() => given[at]?.(refusal()), 0);
    }
  });
})();
