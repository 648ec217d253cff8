/**
 * Before the parts that keep storage in memory, where they are registered for the site of a frame on a listed page: that
 * site's own pages, and its frames on other pages, keep their storage. A listed page's frames are not told who shows them,
 * for the page's referrer policy is ours; others' are.
 */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  if (scope.top === scope || document.referrer !== "") scope.sidestepMemory = false;
})();
