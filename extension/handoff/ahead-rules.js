/**
 * The rules by which a browser that holds requests (Firefox) refuses what an unlisted page has fetched ahead as a script:
 * `<link rel=modulepreload>` of a listed page. A listener would hold up every script of every page. Pure.
 *
 * A script of a listed host on somebody else's page is no visit: what has a script's name is let through, and whatever a
 * listed page in a frame asks for.
 */
import { conditionsOf } from "../shared/list-conditions.js";

/** @typedef {import("./rules.js").Entry} Entry */
/** @typedef {import("./rules.js").Rule} Rule */

const REFUSE_PRIORITY = 10;
const ALLOW_PRIORITY = 20;

/** Below the self-check's: {@link import("./rules.js").isStopping}. */
const REFUSE_ID = 1;
const NAMED_ID = 80;
const OWN_ID = 81;

const SCRIPTS = { resourceTypes: ["script"], requestMethods: ["get"] };
const NAMED_AS_SCRIPT = { regexFilter: "^[^?#]*\\.m?js(?:[?#]|$)", isUrlFilterCaseSensitive: true };

/**
 * @param {readonly Entry[]} entries
 * @returns {Rule[]}
 */
export function aheadRules(entries) {
  if (entries.length === 0) return [];
  const own = entries.flatMap(({ host, paths }) => (paths ? [] : [host]));
  return [
    ...conditionsOf(entries).map((condition, at) => rule(REFUSE_ID + at, REFUSE_PRIORITY, "block", condition)),
    rule(NAMED_ID, ALLOW_PRIORITY, "allow", NAMED_AS_SCRIPT),
    ...(own.length > 0 ? [rule(OWN_ID, ALLOW_PRIORITY, "allow", { initiatorDomains: own })] : []),
  ];
}

/**
 * @param {number} id
 * @param {number} priority
 * @param {"block" | "allow"} type
 * @param {object} condition
 */
const rule = (id, priority, type, condition) => ({ id, priority, action: { type }, condition: { ...condition, ...SCRIPTS } });
