/**
 * `document.cookie` in memory (RFC 6265bis, 5.6 to 5.8). What the server sets is not seen here: its header is taken off
 * the response.
 */
(() => {
  "use strict";
  const kit = /** @type {any} */ (globalThis).sidestepMemory;
  if (!kit) return;
  const MOST_BYTES = 4096;
  const MOST_COOKIES = 180;
  const now = Date.now;

  /**
   * @typedef {object} Cookie
   * @property {string} name
   * @property {string} value
   * @property {string} domain
   * @property {boolean} hostOnly
   * @property {string} path
   * @property {number | null} expires milliseconds since the epoch; null: with the session
   * @property {boolean} secure
   * @property {string} sameSite
   * @property {boolean} partitioned
   */

  kit.cookies = { parse, put, visible };

  kit.parts.push((/** @type {any} */ { scope, document, memory }) => {
    kit.replace(scope.Document.prototype, {
      get cookie() {
        return isShown(this) ? visible(memory.cookies, document.location).map(written).join("; ") : "";
      },
      set cookie(/** @type {any} */ text) {
        const cookie = parse(`${text}`, document.location);
        if (cookie && isShown(this)) put(memory, cookie);
      },
    });
  });

  /** A document without a window has no cookies (HTML, 3.1.4, cookie-averse). @param {any} document */
  const isShown = (document) => document.defaultView !== null;

  /** @param {Cookie} cookie */
  const written = ({ name, value }) => (name === "" ? value : `${name}=${value}`);

  /**
   * @param {string} text as given to `document.cookie`
   * @param {Location | URL} location of the document
   * @returns {Cookie | null} null for one that a script may not set
   */
  function parse(text, location) {
    // eslint-disable-next-line no-control-regex -- the rule is about control characters (RFC 6265bis, 5.6, step 1)
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) return null;
    const [pair, ...rest] = text.split(";");
    const at = pair.indexOf("=");
    const [name, value] = at < 0 ? ["", pair.trim()] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (name === "" && (value === "" || value.includes("="))) return null;
    if (new TextEncoder().encode(name + value).length > MOST_BYTES) return null;
    const given = new Map(rest.map((item) => attribute(item)));
    if (given.has("httponly")) return null;
    const domain = (given.get("domain") ?? "").replace(/^\./, "").toLowerCase();
    if (domain !== "" && !isWithin(location.hostname, domain)) return null;
    const secure = given.has("secure");
    const path = given.get("path")?.startsWith("/") ? /** @type {string} */ (given.get("path")) : folderOf(location.pathname);
    if (secure && location.protocol !== "https:") return null;
    if (!keepsPrefix(name, { secure, domain, path: given.get("path") ?? "" })) return null;
    return {
      name,
      value,
      domain: domain || location.hostname,
      hostOnly: domain === "",
      path,
      expires: expiry(given),
      secure,
      sameSite: (given.get("samesite") ?? "lax").toLowerCase(),
      partitioned: given.has("partitioned"),
    };
  }

  /**
   * @param {string} text
   * @returns {[string, string]}
   */
  function attribute(text) {
    const at = text.indexOf("=");
    return at < 0 ? [text.trim().toLowerCase(), ""] : [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
  }

  /** @param {Map<string, string>} given */
  function expiry(given) {
    const age = given.get("max-age");
    if (age !== undefined && /^-?\d+$/.test(age)) return now() + Number(age) * 1000;
    const date = Date.parse(given.get("expires") ?? "");
    return Number.isNaN(date) ? null : date;
  }

  /**
   * @param {string} name
   * @param {{ secure: boolean, domain: string, path: string }} rule
   */
  function keepsPrefix(name, { secure, domain, path }) {
    if (/^__secure-/i.test(name)) return secure;
    if (/^__host-/i.test(name)) return secure && domain === "" && path === "/";
    return !/^__http-|^__hosthttp-/i.test(name);
  }

  /** @param {string} host @param {string} domain */
  const isWithin = (host, domain) => host === domain || (domain.includes(".") && host.endsWith(`.${domain}`));

  /** The default path (RFC 6265bis, 5.1.4). @param {string} path */
  const folderOf = (path) => path.slice(0, Math.max(1, path.lastIndexOf("/")));

  /** @param {string} path of the document @param {string} prefix of the cookie */
  const isBelow = (path, prefix) => path === prefix || (path.startsWith(prefix) && (prefix.endsWith("/") || path[prefix.length] === "/"));

  /**
   * @param {Cookie} a
   * @param {Cookie} b
   */
  const isSame = (a, b) => a.name === b.name && a.domain === b.domain && a.path === b.path && a.hostOnly === b.hostOnly;

  /**
   * @param {any} memory
   * @param {Cookie} cookie takes the place of an earlier one of its name; one that is over only removes it
   */
  function put(memory, cookie) {
    const at = memory.cookies.findIndex((/** @type {Cookie} */ other) => isSame(other, cookie));
    const isOver = cookie.expires !== null && cookie.expires <= now();
    // what an earlier page left of it comes too late
    if (isOver) (memory.droppedCookies ??= new Set()).add(cookie.name);
    if (at >= 0) memory.cookies.splice(at, 1, ...(isOver ? [] : [cookie]));
    else if (!isOver) memory.cookies.push(cookie);
    if (memory.cookies.length > MOST_COOKIES) memory.cookies.shift();
    for (const { onCookie } of memory.realms) onCookie?.(cookie, isOver);
  }

  /**
   * @param {Cookie[]} cookies
   * @param {Location | URL} location
   * @returns {Cookie[]} those that a document there sees, longer paths first
   */
  function visible(cookies, location) {
    const { hostname, pathname, protocol } = location;
    return cookies
      .filter(({ domain, hostOnly, path, expires, secure }) => {
        if (expires !== null && expires <= now()) return false;
        if (secure && protocol !== "https:") return false;
        return (hostOnly ? hostname === domain : isWithin(hostname, domain)) && isBelow(pathname, path);
      })
      .sort((a, b) => b.path.length - a.path.length);
  }
})();
