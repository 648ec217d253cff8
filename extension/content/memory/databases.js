/**
 * `indexedDB` in memory, by a library that follows the standard (`library.js`, which the build makes). Its classes take the
 * place and the look of the browser's own.
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  const INTERFACES = [
    "IDBCursor",
    "IDBCursorWithValue",
    "IDBDatabase",
    "IDBFactory",
    "IDBIndex",
    "IDBKeyRange",
    "IDBObjectStore",
    "IDBOpenDBRequest",
    "IDBRecord",
    "IDBRequest",
    "IDBTransaction",
    "IDBVersionChangeEvent",
  ];
  const { library, disguised } = kit;
  const { getOwnPropertyDescriptor, defineProperty } = Reflect;
  const later = setTimeout;
  const post = globalThis.scheduler?.postTask.bind(globalThis.scheduler);

  /** A task of its own, without the delay of timers: a transaction ends when a task does (IndexedDB 3.0, 2.7.1). */
  const queueTask = (/** @type {() => void} */ work) => void (post ? post(work) : later(work, 0));

  kit.parts.push((/** @type {any} */ { scope, memory }) => {
    memory.databases ??= databases();
    const { classes, factory } = memory.databases;
    for (const [name, ours] of Object.entries(classes)) {
      const there = getOwnPropertyDescriptor(scope, name);
      if (!there?.configurable) continue;
      dress(ours, there.value, name);
      defineProperty(scope, name, { ...there, value: ours });
    }
    kit.replace(scope, {
      get indexedDB() {
        if (this !== undefined && /** @type {any} */ (this) !== scope) throw new scope.TypeError("Illegal invocation");
        return factory;
      },
    });
  });

  /** @returns {{ classes: Record<string, any>, factory: any }} */
  function databases() {
    /** @type {Map<string, any>} */
    const loaded = new Map([["lib/scheduling.js", { queueTask }]]);
    // its modules need each other: this one has to come first
    load(loaded, "FDBFactory.js");
    const classes = Object.fromEntries(INTERFACES.map((name) => [name, load(loaded, `F${name.slice(1)}.js`)]));
    return { classes, factory: new classes.IDBFactory() };
  }

  /**
   * @param {Map<string, any>} loaded
   * @param {string} path
   * @returns {any} what the module at `path` exports
   */
  function load(loaded, path) {
    if (!loaded.has(path)) {
      const module = { exports: {} };
      loaded.set(path, module.exports);
      library[path](module, module.exports, (/** @type {string} */ wanted) => load(loaded, resolved(path, wanted)));
      loaded.set(path, module.exports);
    }
    return loaded.get(path);
  }

  /**
   * @param {string} from
   * @param {string} wanted relative to it
   */
  const resolved = (from, wanted) => new URL(wanted, `https://library.invalid/${from}`).pathname.slice(1);

  /**
   * @param {any} ours
   * @param {any} native
   * @param {string} name
   */
  function dress(ours, native, name) {
    disguised(ours, native);
    dressProperties(ours, native);
    dressProperties(ours.prototype, native.prototype);
    defineProperty(ours.prototype, Symbol.toStringTag, { value: name, configurable: true });
  }

  /**
   * @param {any} ours
   * @param {any} native
   */
  function dressProperties(ours, native) {
    for (const key of Reflect.ownKeys(native)) {
      const own = getOwnPropertyDescriptor(ours, key);
      const theirs = /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(native, key));
      if (!own?.configurable || key === "constructor") continue;
      for (const part of /** @type {const} */ (["get", "set", "value"])) {
        if (typeof own[part] === "function" && typeof theirs[part] === "function") disguised(own[part], theirs[part]);
      }
      defineProperty(ours, key, { ...own, enumerable: theirs.enumerable });
    }
  }
})();
