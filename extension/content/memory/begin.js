/**
 * Storage kept in page memory, the first part: what the others build on. A page that stores something would leave it in
 * append-only logs on disk for good (FACTS, The recipe, last paragraph), so listed pages in a normal window get storage
 * that ends with them. Runs in the page's own world before its scripts; `end.js` installs all parts and removes `kit`.
 *
 * What is replaced keeps its place, its flags and its look, so that a page which asks sees nothing unusual.
 */
(() => {
  "use strict";
  /**
   * @typedef {object} Area one storage area
   * @property {Map<string, string>} items
   * @property {number} size UTF-16 units of all keys and values
   *
   * @typedef {object} Memory what the windows of one origin share, as far as they reach each other
   * @property {Area} local
   * @property {any[]} cookies see cookies.js
   * @property {Set<string>} [droppedCookies] names that a page has removed
   * @property {WeakMap<object, any>} areas Storage object → who it belongs to
   * @property {WeakMap<Function, string>} texts replaced function → what it says that it is
   * @property {Set<any>} realms the windows that share it
   * @property {Map<string, any>} locks see locks.js
   * @property {any} databases the IndexedDB factory, made when first asked for
   *
   * @typedef {object} Realm one window
   * @property {any} scope
   * @property {Document} document a window outlives its document: events are for this one
   * @property {Memory} memory
   * @property {Area} session
   */

  const TOKEN = "\0own window's memory";
  const scope = /** @type {any} */ (globalThis);
  if (scope.sidestepMemory === false) return;
  // a frame that its page has sealed off has no storage; a whole page is only sealed off by us
  if (scope.origin === "null" && scope.top !== scope) return;
  const before = memoryOf(scope);
  if (before) {
    // a blank window goes on as the window of its first page
    before.document = document;
    return;
  }

  const { apply, getOwnPropertyDescriptor, defineProperty, getPrototypeOf } = Reflect;
  const functionText = Function.prototype.toString;
  /** @returns {Area} */
  const newArea = (items = new Map()) => ({ items, size: sizeOf(items) });

  /** @param {Map<string, string>} items */
  const sizeOf = (items) => [...items].reduce((sum, [key, value]) => sum + key.length + value.length, 0);

  /**
   * @param {any} other a window
   * @returns {Realm | undefined} when it is of this origin and its storage is replaced
   */
  function memoryOf(other) {
    try {
      const found = Reflect.apply(ownerOf(other, "localStorage")?.descriptor.get, TOKEN, []);
      return found?.memory ? found : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * @param {any} object
   * @param {string} name
   * @returns {{ holder: any, descriptor: PropertyDescriptor & { get: any, set: any } } | undefined} where in the prototype chain it is
   */
  function ownerOf(object, name) {
    for (let holder = object; holder; holder = Reflect.getPrototypeOf(holder)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(holder, name);
      if (descriptor) return { holder, descriptor: /** @type {any} */ (descriptor) };
    }
    return undefined;
  }

  /** Windows of the same tab share everything, one that opened this one all but the session. */
  function sharedWith() {
    const within = [scope.top, scope.parent].filter((other) => other !== scope).map(memoryOf).find(Boolean);
    const opener = within ? undefined : memoryOf(scope.opener);
    return { memory: (within ?? opener)?.memory, session: within?.session ?? (opener && newArea(new Map(opener.session.items))) };
  }

  /** @returns {Memory} */
  const newMemory = () => ({
    local: newArea(),
    cookies: [],
    areas: new WeakMap(),
    texts: new WeakMap(),
    realms: new Set(),
    locks: new Map(),
    databases: null,
  });

  const shared = sharedWith();
  const memory = shared.memory ?? newMemory();
  const session = shared.session ?? newArea();
  const { texts } = memory;
  /** @type {((realm: Realm) => void)[]} */
  const parts = [];

  /**
   * @param {Function} replacement
   * @param {Function | undefined} original
   * @returns {any}
   */
  function disguised(replacement, original) {
    if (original) {
      texts.set(replacement, apply(functionText, original, []));
      for (const name of ["name", "length"]) {
        const descriptor = getOwnPropertyDescriptor(original, name);
        if (descriptor) defineProperty(replacement, name, descriptor);
      }
    }
    return replacement;
  }

  /**
   * Puts methods or accessors in the place of those that are there; what this browser lacks stays lacking.
   * @param {any} object
   * @param {Record<string, any>} replacements an object literal: its accessors replace accessors
   */
  function replace(object, replacements) {
    for (const name of Object.keys(replacements)) {
      const there = object && ownerOf(object, name);
      const ours = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(replacements, name));
      if (!there || !there.descriptor.configurable) continue;
      const { holder, descriptor } = there;
      if (descriptor.get) {
        const set = ours.set && disguised(ours.set, descriptor.set);
        defineProperty(holder, name, { ...descriptor, get: disguised(/** @type {any} */ (ours.get), descriptor.get), set: set ?? descriptor.set });
      } else {
        defineProperty(holder, name, { ...descriptor, value: disguised(ours.value, descriptor.value) });
      }
    }
  }

  /**
   * @param {any} window of this origin, this one or a frame that had no script of ours yet
   */
  function install(window) {
    if (memoryOf(window)) return;
    /** @type {Realm} */
    const realm = { scope: window, document: window.document, memory, session };
    replace(window.Function.prototype, {
      toString() {
        return texts.get(/** @type {any} */ (this)) ?? apply(functionText, this, []);
      },
    });
    memory.realms.add(realm);
    for (const part of parts) {
      try {
        part(realm);
      } catch {
        // one that this browser does not let be replaced keeps none of the others from it
      }
    }
  }

  scope.sidestepMemory = { TOKEN, parts, replace, disguised, install, ownerOf, newArea, apply, getPrototypeOf };
})();
