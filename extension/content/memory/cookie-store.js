/**
 * `cookieStore` over the cookies in memory (Cookie Store API, 3).
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  const { parse, put, visible } = kit.cookies;

  kit.parts.push((/** @type {any} */ realm) => {
    const { scope, document, memory } = realm;
    if (!scope.CookieStore) return;
    const here = () => visible(memory.cookies, document.location).map(shown);
    const find = (/** @type {any} */ wanted) => {
      const name = typeof wanted === "object" && wanted !== null ? wanted.name : wanted;
      return here().filter((/** @type {any} */ cookie) => name === undefined || cookie.name === `${name}`);
    };
    const store = (/** @type {any} */ init) => {
      const cookie = parse(asText(init), document.location);
      if (!cookie) throw new scope.TypeError("Cookie is not valid");
      put(memory, cookie);
    };
    kit.replace(scope.CookieStore.prototype, {
      async get(/** @type {any} */ name) {
        return find(name)[0] ?? null;
      },
      async getAll(/** @type {any} */ name) {
        return find(name);
      },
      async set(/** @type {any} */ init, /** @type {any} */ value) {
        store(typeof init === "object" ? init : { name: init, value });
      },
      async delete(/** @type {any} */ init) {
        store({ path: "/", ...(typeof init === "object" ? init : { name: init }), value: "", expires: 1 });
      },
    });
    realm.onCookie = (/** @type {any} */ cookie, /** @type {boolean} */ isOver) => {
      const [changed, deleted] = isOver ? [[], [shown(cookie)]] : [[shown(cookie)], []];
      scope.cookieStore.dispatchEvent(new scope.CookieChangeEvent("change", { changed, deleted }));
    };
  });

  /** @param {any} cookie of cookies.js */
  function shown({ name, value, domain, hostOnly, path, expires, secure, sameSite, partitioned }) {
    return { domain: hostOnly ? null : domain, expires, name, partitioned, path, sameSite, secure, value };
  }

  /**
   * @param {{ name: string, value: string, domain?: string | null, path?: string, expires?: number | Date | null, sameSite?: string, partitioned?: boolean }} init
   */
  function asText({ name, value, domain, path = "/", expires, sameSite = "strict", partitioned }) {
    const until = expires === null || expires === undefined ? "" : `; expires=${new Date(expires).toUTCString()}`;
    const place = `; path=${path}${domain ? `; domain=${domain}` : ""}`;
    return `${name}=${value}${place}${until}; secure; samesite=${sameSite}${partitioned ? "; partitioned" : ""}`;
  }
})();
