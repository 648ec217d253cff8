/**
 * One listener of each of the browser's events, however many there are here: Firefox sends each of them a message of its own,
 * with every page. Registered with the first, which has to come in the worker's first turn.
 */

/**
 * @template {Function} L
 * @param {{ addListener(listener: L): void }} event that takes no filter
 * @param {(error: unknown) => void} [failed] told of a listener's error; the others hear of the event all the same
 * @returns {{ addListener(listener: L): void }} calls its listeners in the order in which they came
 */
export function oneListener(event, failed = throwLater) {
  /** @type {L[]} */
  const listeners = [];
  const tell = (/** @type {unknown[]} */ ...what) => {
    for (const listener of listeners) {
      try {
        listener(...what);
      } catch (error) {
        failed(error);
      }
    }
  };
  return {
    addListener(listener) {
      listeners.push(listener);
      if (listeners.length === 1) event.addListener(/** @type {L} */ (/** @type {unknown} */ (tell)));
    },
  };
}

/** As if it were alone: the browser hears of the error. @param {unknown} error */
function throwLater(error) {
  queueMicrotask(() => {
    throw error;
  });
}

/**
 * @param {typeof chrome} api
 * @returns {typeof chrome} the same, with one listener of each event that every page sets off
 */
export function withOneListener(api) {
  /** @type {Record<string, any>} */
  const shared = { webNavigation: eachOnce(api.webNavigation), history: eachOnce(api.history) };
  return /** @type {any} */ (new Proxy({}, { get: (_, name) => shared[String(name)] ?? /** @type {any} */ (api)[name] }));
}

/** @param {any} namespace */
function eachOnce(namespace) {
  /** @type {Map<string, any>} */
  const events = new Map();
  return new Proxy({}, {
    get(_, key) {
      const name = String(key);
      if (!/^on[A-Z]/.test(name)) return namespace[name];
      if (!events.has(name)) events.set(name, oneListener(namespace[name]));
      return events.get(name);
    },
  });
}
