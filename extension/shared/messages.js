/**
 * The contract of every message inside the extension: its name and who may send it.
 *
 * `content`: a content script of ours in a tab that the visit log holds as listed. The tab and the frame come from
 * the browser's `sender`, never from the message.
 * `extension`: a page of our own origin. A sender without an origin is not ours.
 *
 * Every message is an object `{ type, ...fields }`; every answer is an object. An answer `{ error: code }` says that
 * the message was refused; the codes are listed beside the message.
 */

/** @typedef {"content" | "extension"} Trust */

/** @type {Readonly<Record<string, { readonly from: Trust }>>} */
export const MESSAGES = Object.freeze({
  /** `{}` → `{ taken: true }`: leave now, erase what is open. */
  "escape.now": { from: "content" },

  /** `{ at }` → `{}`: a person pressed a key or clicked; milliseconds since the epoch. */
  "visit.acted": { from: "content" },

  /** `{}` → {@link Status}. */
  "status.get": { from: "extension" },

  /**
   * `{}` → `{ settings: Settings, managed: string[], problems: Partial<Record<string, string>> }` (`shared/settings.js`);
   * `managed`: names of those that whoever looks after the computer has fixed.
   */
  "settings.get": { from: "extension" },

  /** `{ key, value }` → `{ settings }` or `{ error: "unknown-setting" | "bad-value" | "managed" | "listed-decoy" }`. */
  "settings.set": { from: "extension" },

  /** `{ site }`, as typed → `{ host }` when it may become an own site, or `{ host?, error }`: {@link SiteProblem}. */
  "sites.look": { from: "extension" },

  /** `{}` → as `sites.look`, for the page in front. */
  "sites.here": { from: "extension" },

  /** `{ site }`, as typed → `{ added: true }` or `{ error }`: {@link SiteProblem}. A tab that shows it is armed at once. */
  "sites.add": { from: "extension" },

  /** `{ site }`, as typed → `{ removed: true }`, or `{ error: "not-a-host" | "not-there" }`. */
  "sites.remove": { from: "extension" },

  /** `{}` → `{ removed: true }`: there are no own sites any more. */
  "sites.remove-all": { from: "extension" },

  /** `{}` → `{ removed, remaining }`: rows of the visit to the store's page and of searches for the extension. */
  "arrival.erase": { from: "extension" },

  /**
   * `{ kind, after, named }` → `{ looked, found, after, hosts? }`: one slice of what the browser's own pages show
   * (`traces/seen.js`); `after`: as the slice before gave it, null first and last; `hosts` only for `named: true`.
   */
  "seen.look": { from: "extension" },

  /**
   * `{}` → `{ hindrance: Hindrance, place: Place, canOpenHere: boolean }`: {@link Hindrance}, {@link Place}; whether
   * `handoff.here` has a page to open.
   */
  "handoff.state": { from: "extension" },

  /** `{ answer: "private" | "here" | "none" }` → `{ done: true }` or `{ error: "nothing-asked" }`; only the page that asks. */
  "handoff.answer": { from: "extension" },

  /** `{}` → `{ done: true }` or `{ error: "nothing-there" }`: the page handed over last opens where it was meant to, this time. */
  "handoff.here": { from: "extension" },

  /** `{ site }`, as typed → `{ added: true }` or `{ error: "not-a-host" | "already-there" | "full" }`: it opens as ever. */
  "normal.add": { from: "extension" },

  /** `{ site }`, as typed → `{ removed: true }`, or `{ error: "not-a-host" | "not-there" }`. */
  "normal.remove": { from: "extension" },

  /** `{}` → `{ done: true }` or `{ error: "nothing-open" | "full" }`: the sites of the open listed pages keep their storage. */
  "repair.open": { from: "extension" },

  /** `{}` → `{ done: true }`: no site keeps its storage any more, but those that the list says. */
  "repair.undo": { from: "extension" },

  /** `{}`: all that the extension keeps is removed and it starts anew; its pages are closed, so that nobody gets an answer. */
  "reset.all": { from: "extension" },

  /** `{}` → {@link ListStatus}: asks the list's server once, now. */
  "list.check": { from: "extension" },

  /** `{}` → `{ opened: "private" | "normal" | "nothing" }`: opens the page that was left last, if that is still known. */
  "way-back.open": { from: "extension" },

  /** `{}` → `{ sweep: SweepResult }`: erases what the open visits have left so far, as after leaving. */
  "sweep.now": { from: "extension" },

  /** `{}` → {@link OlderState}: begins to look for rows of listed pages that no visit of ours left. Erases nothing. */
  "older.look": { from: "extension" },

  /** `{}` → {@link OlderState}, as often as a page wants to know. */
  "older.state": { from: "extension" },

  /** `{}` → {@link OlderState}: begins to erase what the last look found; `idle` when there is none. */
  "older.erase": { from: "extension" },

  /** `{}` → {@link OlderState}: stops what is going on and forgets what was found. */
  "older.stop": { from: "extension" },
});

/**
 * How far the act on older rows is. In the worker's memory alone.
 * @typedef {object} OlderState
 * @property {"idle" | "looking" | "found" | "erasing" | "done" | "stopped"} phase
 * @property {number} looked rows of the history that were looked at
 * @property {number} found addresses of listed pages among them
 * @property {number} erased addresses that reading back no longer finds
 * @property {number} remaining what reading back still finds
 */

/**
 * Why a site can't be an own one. `never`: everyday pages would be erased (searches, mail, banks); `landing`: it is the site
 * to land on.
 * @typedef {"not-a-host" | "public-suffix" | "never" | "already-listed" | "already-there" | "landing" | "full"} SiteProblem
 */

/**
 * Where listed pages open instead; "": nowhere else.
 * @typedef {"private" | "container" | ""} Place
 */

/**
 * Why listed pages are not handed to a private window. `never`: the person chose so; `no-access`: the extension is not allowed
 * there; `no-window`: the browser opens none; `no-stop`: it no longer stops pages without a trace; "": they are.
 * @typedef {"" | "never" | "no-access" | "no-window" | "no-stop"} Hindrance
 */

/**
 * What the pages show of the state of protection.
 * @typedef {object} Status
 * @property {ListStatus} list
 * @property {string} shortcut the browser command's keys as the browser writes them, "" when none is assigned
 * @property {boolean} privateAccess whether the user allowed the extension in private windows
 * @property {boolean} hostAccess whether the extension may act on every site
 */

/**
 * @typedef {object} ListStatus
 * @property {number} version the trusted targets metadata's version
 * @property {number} entries how many entries protect now
 * @property {string} expires ISO 8601 instant at which the trusted timestamp metadata expires
 * @property {"bundled" | "updated"} source
 * @property {"current" | "stale" | "refused" | "unreachable"} state `stale`: expired; `refused`: the last check
 *   brought something that does not verify; `unreachable`: the last check brought nothing. In each the last good
 *   list keeps protecting.
 * @property {string} reason "" or why: a code of `list/tuf/errors.js`, `bad-list` (the list breaks a rule of its
 *   own), `not-stored` (the disk refused it) or `internal`
 * @property {number | null} checkedAt milliseconds since the epoch of the last check, null before the first
 */

/**
 * The result of one clearing: for whoever asked for it, and kept nowhere.
 * @typedef {object} SweepResult
 * @property {"clean" | "stays" | "remains"} state `stays`: all but what no later attempt would reach either
 * @property {{ kind: string, removed: number, remaining: number, error: string }[]} traces one row per kind of trace;
 *   counts only, never an address
 */
