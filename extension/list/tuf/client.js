/** A client of The Update Framework: the workflow of section 5 of its specification, 1.0.34. */
import { fetchTarget } from "./fetch-target.js";
import { findTarget } from "./find-target.js";
import { loadRoot } from "./load-root.js";
import { DEFAULT_LIMITS, trustFor } from "./update.js";
import { updateRoot } from "./update-root.js";
import { updateSnapshot } from "./update-snapshot.js";
import { updateTargets } from "./update-targets.js";
import { updateTimestamp } from "./update-timestamp.js";

/** @typedef {import("./metadata.js").TargetFile} TargetFile */
/** @typedef {import("./update.js").Update} Update */

/**
 * @typedef {object} Trusted the metadata of one finished refresh
 * @property {Update} update
 * @property {import("./metadata.js").Root} root
 * @property {import("./metadata.js").Timestamp} timestamp
 * @property {import("./metadata.js").Snapshot} snapshot
 * @property {import("./metadata.js").Targets} targets
 */

export class TufClient {
  #parts;
  /** @type {Promise<Trusted> | null} */
  #refreshing = null;

  /**
   * @param {object} parts
   * @param {import("./store.js").Store} parts.store holds a trusted `root` from the start
   * @param {import("./download.js").Network["fetch"]} parts.fetch
   * @param {() => number} parts.clock milliseconds since the epoch
   * @param {string} parts.metadataUrl
   * @param {Partial<import("./update.js").Limits>} [parts.limits]
   * @param {number} [parts.deadlineMs] for one file
   */
  constructor({ store, fetch, clock, metadataUrl, limits = {}, deadlineMs = 60_000 }) {
    this.#parts = { store, clock, metadataUrl, network: { fetch, deadlineMs }, limits: { ...DEFAULT_LIMITS, ...limits } };
  }

  /**
   * Brings the four top-level roles up to date. What was verified before a failure stays stored. Calls while one is under
   * way share its outcome.
   * @returns {Promise<Trusted>}
   * @throws {import("./errors.js").TufError}
   */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh() {
    const { clock, ...parts } = this.#parts;
    const update = { ...parts, startedAt: clock() }; // 5.1
    const root = await updateRoot(update, await loadRoot(update)); // 5.2, 5.3
    const timestamp = await updateTimestamp(update, root); // 5.4
    const snapshot = await updateSnapshot(update, root, timestamp); // 5.5
    const targets = await updateTargets(update, root, snapshot, trustFor(root, "targets")); // 5.6
    return { update, root, timestamp, snapshot, targets };
  }

  /**
   * @param {Trusted} trusted
   * @param {string} path TARGETPATH
   * @returns {Promise<TargetFile>}
   * @throws {import("./errors.js").TufError} `no-target` when no trusted role describes it
   */
  find({ update, root, snapshot, targets }, path) {
    const load = (/** @type {Parameters<typeof updateTargets>[3]} */ trust) => updateTargets(update, root, snapshot, trust);
    return findTarget(targets, path, load, update.limits.delegations);
  }

  /**
   * @param {Trusted} trusted
   * @param {string} path TARGETPATH
   * @param {TargetFile} info as found
   * @param {string} targetsUrl
   * @returns {Promise<Uint8Array<ArrayBuffer>>} verified
   * @throws {import("./errors.js").TufError}
   */
  fetch({ update, root }, path, info, targetsUrl) {
    return fetchTarget(update, root, targetsUrl, path, info);
  }
}
