/**
 * What an erasing did, in plain words and counts. Pure; nothing here keeps a result.
 */
import { counted } from "../shared/words.js";

/** @typedef {import("../../shared/messages.js").SweepResult} SweepResult */
/** @typedef {import("../shared/words.js").Wording} Wording */

/** The kinds of `traces/ledger.js`: their names, and what their counts count. */
export const KINDS = Object.freeze({
  history: { name: "trace_history", count: "count_entries" },
  "closed-tabs": { name: "trace_closed_tabs", count: "count_tabs" },
  cookies: { name: "trace_cookies", count: "count_cookies" },
  "site-storage": { name: "trace_site_storage", count: "count_sites" },
  cache: { name: "trace_cache", count: "count_sites" },
  container: { name: "trace_container", count: "count_emptied" },
  bounces: { name: "trace_bounces", count: "count_entries" },
  "session-log": { name: "trace_session_log", count: "count_rewritten" },
});

const OTHER = { name: "trace_other", count: "count_entries" };

/**
 * @param {SweepResult} sweep
 * @param {Wording} wording
 */
export function sweepHeadline({ state, traces }, { message }) {
  if (state === "remains") return message("clear_remains");
  if (state === "stays") return message(traces.some(isStored) ? "clear_storage_stays" : "clear_stays");
  return message(traces.length === 0 ? "clear_nothing" : "clear_clean");
}

/**
 * @param {SweepResult} sweep
 * @param {Wording} wording
 * @returns {{ label: string, value: string }[]} one row for each kind of trace
 */
export function sweepRows({ traces }, wording) {
  return traces.filter(isSaid).map((trace) => ({
    label: wording.message(kindOf(trace.kind).name),
    value: outcome(trace, wording),
  }));
}

/** @param {SweepResult["traces"][number]} trace */
const isStored = ({ kind, remaining }) => kind === "site-storage" && remaining > 0;

/** What is there to be written anew or thrown away, or not; "none found" would be nonsense. */
const SILENT = ["session-log", "bounces", "container"];

/**
 * @param {SweepResult["traces"][number]} trace
 */
const isSaid = ({ kind, removed, remaining, error }) => !SILENT.includes(kind) || removed + remaining > 0 || error !== "";

/**
 * @param {SweepResult["traces"][number]} trace
 * @param {Wording} wording
 */
function outcome({ kind, removed, remaining, error }, wording) {
  if (error) return wording.message("count_failed");
  const parts = [];
  if (removed > 0) parts.push(counted(wording, kindOf(kind).count, removed));
  if (remaining > 0) parts.push(counted(wording, "count_left", remaining));
  return parts.join(", ") || wording.message("count_none");
}

/** @param {string} kind */
const kindOf = (kind) => (Object.hasOwn(KINDS, kind) ? KINDS[/** @type {keyof typeof KINDS} */ (kind)] : OTHER);
