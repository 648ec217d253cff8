/** The offer of the first screen to erase how the person came to the extension. */
import { searchOf } from "../list/search-engines.js";
import * as features from "../platform/features.js";
import { arrival, isArrival } from "../traces/arrival.js";

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {() => number} parts.now
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function arrivalHandlers({ api, now }) {
  const own = { id: api.runtime.id, name: api.runtime.getManifest().name, searchOf };
  const erase = arrival({ api, features, isOurs: (url) => isArrival(url, own), now });
  return { "arrival.erase": async () => erase() };
}
