/**
 * `localStorage` and `sessionStorage` in memory (HTML, 12.2; Web IDL, 3.9 for the properties named after the keys).
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  /** Key and value of all items, in UTF-16 units: what both browsers allow. */
  const QUOTA = 5 * 1024 * 1024;
  const later = setTimeout;
  const { TOKEN, apply } = kit;

  kit.parts.push((/** @type {any} */ realm) => {
    const { scope, memory } = realm;
    const prototype = scope.Storage.prototype;
    const native = methodsOf(prototype);
    realm.localStorage = storage(realm, memory.local);
    realm.sessionStorage = storage(realm, realm.session);
    realm.hear = (/** @type {any} */ area, /** @type {StorageEventInit} */ change) => fire(realm, area, change);
    kit.replace(prototype, methods(realm, native));
    kit.replace(scope, {
      get localStorage() {
        return /** @type {any} */ (this) === TOKEN ? realm : ofWindow(realm, this).localStorage;
      },
      get sessionStorage() {
        return ofWindow(realm, this).sessionStorage;
      },
    });
  });

  /**
   * @param {any} realm
   * @param {unknown} receiver what the getter was called on; undefined as a global name
   */
  function ofWindow(realm, receiver) {
    if (receiver !== undefined && receiver !== realm.scope) throw new realm.scope.TypeError("Illegal invocation");
    return realm;
  }

  /** @param {any} prototype */
  const methodsOf = (prototype) => Object.fromEntries(Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([name, { get, value }]) => [name, get ?? value]));

  /**
   * The methods of `Storage.prototype`. On a storage that is not ours (taken before we came) the browser's own are called.
   * @param {any} realm
   * @param {Record<string, any>} native
   */
  function methods({ scope, memory }, native) {
    const ours = (/** @type {any} */ storage) => memory.areas.get(storage);
    const need = (/** @type {number} */ given, /** @type {number} */ wanted) => {
      if (given < wanted) throw new scope.TypeError(`${wanted} argument${wanted > 1 ? "s" : ""} required, but only ${given} present.`);
    };
    return {
      get length() {
        return ours(this)?.area.items.size ?? apply(native.length, this, []);
      },
      key(/** @type {any} */ index) {
        if (!ours(this)) return apply(native.key, this, arguments);
        need(arguments.length, 1);
        return [...ours(this).area.items.keys()][index >>> 0] ?? null;
      },
      getItem(/** @type {any} */ key) {
        if (!ours(this)) return apply(native.getItem, this, arguments);
        need(arguments.length, 1);
        return ours(this).area.items.get(`${key}`) ?? null;
      },
      setItem(/** @type {any} */ key, /** @type {any} */ value) {
        if (!ours(this)) return apply(native.setItem, this, arguments);
        need(arguments.length, 2);
        return put(ours(this), `${key}`, `${value}`);
      },
      removeItem(/** @type {any} */ key) {
        if (!ours(this)) return apply(native.removeItem, this, arguments);
        need(arguments.length, 1);
        return drop(ours(this), `${key}`);
      },
      clear() {
        if (!ours(this)) return apply(native.clear, this, []);
        return empty(ours(this));
      },
    };
  }

  /**
   * @typedef {object} Area
   * @property {Map<string, string>} items
   * @property {number} size
   * @property {Set<string>} [dropped] what the page has removed: what an earlier page left of it comes too late
   * @property {boolean} [isEmptied] likewise all
   * @typedef {{ realm: any, area: Area, proxy?: any }} Owned
   */

  /**
   * @param {Owned} owned
   * @param {string} key
   * @param {string} value
   */
  function put({ realm, area }, key, value) {
    const before = area.items.get(key) ?? null;
    if (before === value) return;
    const size = area.size + value.length - (before === null ? -key.length : before.length);
    if (size > QUOTA) throw quotaError(realm.scope);
    area.items.set(key, value);
    area.size = size;
    tell(realm, area, key, before, value);
  }

  /**
   * @param {Owned} owned
   * @param {string} key
   */
  function drop({ realm, area }, key) {
    const before = area.items.get(key);
    (area.dropped ??= new Set()).add(key);
    if (before === undefined) return;
    area.items.delete(key);
    area.size -= key.length + before.length;
    tell(realm, area, key, before, null);
  }

  /** @param {Owned} owned */
  function empty({ realm, area }) {
    area.isEmptied = true;
    if (area.items.size === 0) return;
    area.items.clear();
    area.size = 0;
    tell(realm, area, null, null, null);
  }

  /** Since 2025 an interface of its own, before that a name of DOMException. @param {any} scope */
  function quotaError(scope) {
    const text = "The quota has been exceeded.";
    return typeof scope.QuotaExceededError === "function" ? new scope.QuotaExceededError(text) : new scope.DOMException(text, "QuotaExceededError");
  }

  /**
   * The other windows that share the area hear of it, in a task of their own (HTML, 12.2.1, broadcast).
   * @param {any} writer
   * @param {any} area
   * @param {string | null} key
   * @param {string | null} oldValue
   * @param {string | null} newValue
   */
  function tell(writer, area, key, oldValue, newValue) {
    const url = writer.scope.location.href;
    for (const realm of writer.memory.realms) {
      if (realm === writer) continue;
      if (!isAlive(realm)) writer.memory.realms.delete(realm);
      else if (area === writer.memory.local || realm.session === area) later(() => fire(realm, area, { key, oldValue, newValue, url }), 0);
    }
  }

  /** @param {any} realm whose window may show another document by now, perhaps of another site */
  function isAlive({ scope, document }) {
    try {
      return !scope.closed && scope.document === document;
    } catch {
      return false;
    }
  }

  /**
   * @param {any} realm
   * @param {any} area
   * @param {StorageEventInit} change
   */
  function fire(realm, area, change) {
    if (!isAlive(realm)) return;
    const event = new realm.scope.StorageEvent("storage", change);
    const storageArea = area === realm.memory.local ? realm.localStorage : realm.sessionStorage;
    // the constructor takes the browser's own Storage objects only
    Object.defineProperty(event, "storageArea", { value: storageArea, enumerable: true, configurable: true });
    realm.scope.dispatchEvent(event);
  }

  /**
   * @param {any} realm
   * @param {any} area
   */
  function storage(realm, area) {
    const target = Object.create(realm.scope.Storage.prototype);
    /** @type {Owned} */
    const owned = { realm, area };
    const proxy = new Proxy(target, handler(owned));
    realm.memory.areas.set(proxy, owned);
    return proxy;
  }

  /**
   * A key is a property of its name unless the interface has one of that name.
   * @param {Owned} owned
   * @returns {ProxyHandler<any>}
   */
  function handler(owned) {
    const { items } = owned.area;
    const isKey = (/** @type {any} */ target, /** @type {any} */ name) => typeof name === "string" && items.has(name) && !(name in target);
    return {
      get: (target, name, receiver) => (isKey(target, name) ? items.get(/** @type {string} */ (name)) : Reflect.get(target, name, receiver)),
      has: (target, name) => isKey(target, name) || name in target,
      set(target, name, value, receiver) {
        if (typeof name !== "string") return Reflect.set(target, name, value);
        put(owned, name, `${value}`);
        return receiver !== undefined;
      },
      defineProperty(target, name, descriptor) {
        if (typeof name !== "string") return Reflect.defineProperty(target, name, descriptor);
        if (!("value" in descriptor)) return false;
        put(owned, name, `${descriptor.value}`);
        return true;
      },
      deleteProperty(target, name) {
        if (!isKey(target, name)) return Reflect.deleteProperty(target, name);
        drop(owned, /** @type {string} */ (name));
        return true;
      },
      ownKeys: (target) => [...new Set([...[...items.keys()].filter((name) => !(name in target)), ...Reflect.ownKeys(target)])],
      getOwnPropertyDescriptor(target, name) {
        if (!isKey(target, name)) return Reflect.getOwnPropertyDescriptor(target, name);
        return { value: items.get(/** @type {string} */ (name)), writable: true, enumerable: true, configurable: true };
      },
      preventExtensions: () => false,
    };
  }
})();
