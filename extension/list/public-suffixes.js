/**
 * Hosts under which strangers register names: an entry for one with its subdomains would cover all of them.
 *
 * This is a backstop and not the public suffix list, which is larger than the whole extension. The companion holds
 * every entry against the full list before it is signed. Here are refused: names such as `co.uk` or `gob.mx` by their
 * form, and the suffixes below by name. A rarer suffix passes.
 */

const SECOND_LEVEL = /^(?:ac|co|com|ed|edu|go|gob|gouv|gov|govt|gv|mil|ne|net|or|org)\.[a-z]{2}$/;
/** Every entry is asked about at every wake-up, and a length is cheaper than a pattern. */
const LONGEST_SECOND_LEVEL = "gouv.fr".length;

const BY_NAME = new Set([
  "asn.au", "id.au", "nic.in", "firm.in", "gen.nz", "geek.nz", "iwi.nz", "maori.nz", "school.nz", "kiwi.nz",
  "ltd.uk", "me.uk", "nhs.uk", "plc.uk", "police.uk", "sch.uk", "nom.br", "eco.br", "gc.ca", "asso.fr",
  "azurewebsites.net", "blogspot.com", "cloudfront.net", "firebaseapp.com", "github.io", "gitlab.io", "godaddysites.com",
  "herokuapp.com", "jimdofree.com", "myshopify.com", "netlify.app", "pages.dev", "s3.amazonaws.com", "squarespace.com",
  "substack.com", "tumblr.com", "vercel.app", "web.app", "webflow.io", "weebly.com", "wixsite.com", "wordpress.com",
]);

/**
 * @param {string} host of two labels or more
 * @returns {boolean}
 */
export function isPublicSuffix(host) {
  return (host.length <= LONGEST_SECOND_LEVEL && SECOND_LEVEL.test(host)) || BY_NAME.has(host);
}
