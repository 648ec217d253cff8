/**
 * The pages that a person can land on. Neutral, large, quick to load, public in most countries, and none of them a
 * page that anybody would be asked about.
 * @type {readonly { readonly id: string, readonly url: string }[]}
 */
export const DECOYS = Object.freeze([
  { id: "weather", url: "https://www.bbc.com/weather" },
  { id: "news", url: "https://apnews.com/" },
  { id: "encyclopedia", url: "https://www.wikipedia.org/" },
  { id: "maps", url: "https://www.openstreetmap.org/" },
]);

/** The id of the decoy whose address the person gave. Its address is the setting `decoyUrl`. */
export const OWN_DECOY = "own";

/**
 * The address to land on for these settings.
 * @param {{ decoy: string, decoyUrl: string }} settings
 * @returns {string} an absolute http or https URL
 */
export function decoyAddress({ decoy, decoyUrl }) {
  if (decoy === OWN_DECOY && decoyUrl) return decoyUrl;
  const chosen = DECOYS.find(({ id }) => id === decoy) ?? DECOYS[0];
  return chosen.url;
}
