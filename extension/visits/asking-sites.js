/**
 * Sites that ask by themselves that nothing of a visit be kept: a page that answers `Request-OTR: 1` (Brave, since 1.53) or
 * `?1` (the boolean of draft-sahib-httpbis-off-the-record). Its host counts as listed from then on, until the visit is
 * erased. It has no say over anything but its own host name: not over hosts above it, beside it or below it.
 *
 * In the session's memory, for a worker that is ended meanwhile.
 */

const HEADER = "request-otr";
const YES = new Set(["1", "?1"]);

/** @typedef {{ host: string, subdomains: boolean, paths?: string[] }} Entry */
/** @typedef {{ url: string, type?: string, responseHeaders?: { name: string, value?: string }[] }} Response of `webRequest.onHeadersReceived` */

export class AskingSites {
  /** @type {Set<string>} */
  #hosts = new Set();
  #session;
  #isWanted;

  /**
   * @param {object} parts
   * @param {import("./visit-log.js").Store} parts.session memory of this browser session
   * @param {() => boolean} parts.isWanted whether the person lets sites ask
   */
  constructor({ session, isWanted }) {
    this.#session = session;
    this.#isWanted = isWanted;
    this.ready = session.load().then((hosts) => {
      for (const host of hosts ?? []) this.#hosts.add(host);
    });
  }

  /**
   * A page is being answered.
   * @param {Response} response
   * @returns {boolean} whether its host counts as listed only from now on
   */
  answered({ url, responseHeaders = [] }) {
    if (!responseHeaders.some(isRequest) || !this.#isWanted() || !URL.canParse(url)) return false;
    const host = hostOf(url);
    if (this.#hosts.has(host)) return false;
    this.#hosts.add(host);
    this.#session.save([...this.#hosts]);
    return true;
  }

  /**
   * @param {string} url
   * @returns {Entry | null}
   */
  match(url) {
    if (this.#hosts.size === 0 || !/^https?:/.test(url) || !URL.canParse(url)) return null;
    const host = hostOf(url);
    return this.#hosts.has(host) ? { host, subdomains: false } : null;
  }

  /**
   * Their visits are erased.
   * @param {string[]} urls of visits that are open or still to be erased
   */
  keepOnly(urls) {
    const kept = new Set(urls.filter((url) => URL.canParse(url)).map(hostOf));
    const before = this.#hosts.size;
    for (const host of this.#hosts) if (!kept.has(host)) this.#hosts.delete(host);
    if (this.#hosts.size < before) this.#session.save([...this.#hosts]);
  }
}

/** @param {{ name: string, value?: string }} header */
const isRequest = ({ name, value = "" }) => name.toLowerCase() === HEADER && YES.has(value.trim());

/** @param {string} url */
const hostOf = (url) => new URL(url).hostname.replace(/\.$/, "");
