/**
 * The pages that a person can land on. Neutral, large, quick to load, public in most countries, and none of them a
 * page that anybody would be asked about. Where a language has a page that its readers know better, that one.
 */

/** @typedef {{ readonly id: string, readonly url: string, readonly others: Readonly<Record<string, string>> }} Decoy */

/** Languages whose encyclopedia has an address of its own that people know. */
const WIKIPEDIAS = ["ar", "cy", "de", "es", "fr", "it", "nl", "pl", "pt"];

/** `others`: by language, as BCP 47 tags name it. @type {readonly Decoy[]} */
export const DECOYS = Object.freeze([
  {
    id: "weather",
    url: "https://www.bbc.com/weather",
    others: {
      ar: "https://www.arabiaweather.com/",
      cy: "https://www.bbc.co.uk/tywydd",
      de: "https://www.wetter.com/",
      es: "https://www.eltiempo.es/",
      fr: "https://meteofrance.com/",
      it: "https://www.ilmeteo.it/",
      nl: "https://www.buienradar.nl/",
      pl: "https://pogoda.onet.pl/",
      pt: "https://www.tempo.pt/",
    },
  },
  {
    id: "news",
    url: "https://apnews.com/",
    others: {
      ar: "https://www.bbc.com/arabic",
      cy: "https://www.bbc.co.uk/cymrufyw",
      de: "https://www.tagesschau.de/",
      es: "https://www.bbc.com/mundo",
      fr: "https://www.france24.com/fr/",
      it: "https://www.ansa.it/",
      nl: "https://nos.nl/",
      pl: "https://www.onet.pl/",
      pt: "https://www.bbc.com/portuguese",
    },
  },
  {
    id: "encyclopedia",
    url: "https://www.wikipedia.org/",
    others: Object.fromEntries(WIKIPEDIAS.map((language) => [language, `https://${language}.wikipedia.org/`])),
  },
  { id: "maps", url: "https://www.openstreetmap.org/", others: {} },
]);

/** The id of the decoy whose address the person gave. Its address is the setting `decoyUrl`. */
export const OWN_DECOY = "own";
/** The id of "the tab that I used last": the default page where there is none. */
export const LAST_DECOY = "last";
/** The id of a blank new tab. */
export const BLANK_DECOY = "blank";

/** What one can choose besides a page of {@link DECOYS}. */
export const OTHER_LANDINGS = Object.freeze([LAST_DECOY, BLANK_DECOY, OWN_DECOY]);

/**
 * @param {Decoy} decoy
 * @param {string} language BCP 47 tag of the browser
 * @returns {string} an absolute https URL
 */
export const decoyUrl = ({ url, others }, language) => others[language.toLowerCase().split("-")[0]] ?? url;

/**
 * The page to land on for these settings. For "the tab I used last" it is the page that opens where there is none.
 * @param {{ decoy: string, decoyUrl: string }} settings
 * @param {string} language BCP 47 tag of the browser
 * @returns {string} an absolute http or https URL, or `about:blank` for a blank tab
 */
export function decoyAddress({ decoy, decoyUrl: own }, language) {
  if (decoy === OWN_DECOY && own) return own;
  if (decoy === BLANK_DECOY) return "about:blank";
  return decoyUrl(DECOYS.find(({ id }) => id === decoy) ?? DECOYS[0], language);
}
