/** Storage kept in page memory, the last part: everything is put in place, and nothing of ours stays by name. */
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  const kit = scope.sidestepMemory;
  delete scope.sidestepMemory;
  if (kit) kit.install(scope);
})();
