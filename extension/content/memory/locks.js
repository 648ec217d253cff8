/**
 * `navigator.locks` in memory: the browser's own makes a row for the site among the storage quotas (Web Locks API, 3).
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;

  /**
   * @typedef {{ name: string, mode: string, run: () => Promise<unknown>, steal?: () => void }} Request
   * @typedef {{ held: Request[], waiting: Request[] }} Queue
   */

  kit.parts.push((/** @type {any} */ { scope, memory }) => {
    kit.replace(scope.LockManager?.prototype, {
      async request(/** @type {any} */ name, /** @type {any[]} */ ...rest) {
        const callback = rest[rest.length - 1];
        if (typeof callback !== "function") throw new scope.TypeError("no callback");
        const { mode = "exclusive", ifAvailable = false, steal = false, signal } = rest.length > 1 ? (rest[0] ?? {}) : {};
        signal?.throwIfAborted();
        const queue = queueOf(memory.locks, `${name}`);
        if (ifAvailable && !isFree(queue, mode)) return callback(null);
        if (steal) for (const request of queue.held.splice(0)) request.steal?.();
        return new Promise((done, failed) => {
          /** @type {Request} */
          const request = {
            name: `${name}`,
            mode,
            steal: () => failed(new scope.DOMException("Lock broken by another request with the 'steal' option.", "AbortError")),
            run: async () => callback(lock(scope, `${name}`, mode)),
          };
          const grant = async () => {
            queue.held.push(request);
            try {
              done(await request.run());
            } catch (error) {
              failed(error);
            } finally {
              queue.held = queue.held.filter((other) => other !== request);
              next(queue);
            }
          };
          const waiting = { ...request, run: grant };
          queue.waiting.push(waiting);
          signal?.addEventListener("abort", () => {
            if (!queue.waiting.includes(waiting)) return;
            queue.waiting = queue.waiting.filter((other) => other !== waiting);
            failed(signal.reason);
          });
          next(queue);
        });
      },
      async query() {
        const all = [...memory.locks.values()];
        const told = (/** @type {Request} */ { name, mode }) => ({ name, mode, clientId: "" });
        return { held: all.flatMap(({ held }) => held.map(told)), pending: all.flatMap(({ waiting }) => waiting.map(told)) };
      },
    });
  });

  /**
   * @param {Map<string, Queue>} queues
   * @param {string} name
   */
  function queueOf(queues, name) {
    const queue = queues.get(name) ?? { held: [], waiting: [] };
    queues.set(name, queue);
    return queue;
  }

  /**
   * @param {Queue} queue
   * @param {string} mode
   */
  const isFree = ({ held, waiting }, mode) => held.length === 0 || (mode === "shared" && waiting.length === 0 && held.every((other) => other.mode === "shared"));

  /** @param {Queue} queue */
  function next(queue) {
    while (queue.waiting.length > 0) {
      const [first] = queue.waiting;
      if (queue.held.length > 0 && (first.mode !== "shared" || queue.held.some(({ mode }) => mode !== "shared"))) return;
      queue.waiting.shift();
      void first.run();
    }
  }

  /**
   * @param {any} scope
   * @param {string} name
   * @param {string} mode
   */
  const lock = (scope, name, mode) =>
    Object.defineProperties(Object.create(scope.Lock.prototype), { name: { value: name, enumerable: true }, mode: { value: mode, enumerable: true } });
})();
