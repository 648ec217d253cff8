/**
 * Hosts that no list may name, whoever signed it. An entry for one of them would let whoever controls the list take
 * everybody's mail, searches or banking off the screen and erase it.
 */

const SEARCH_ENGINES = [
  "aol.com", "ask.com", "baidu.com", "bing.com", "duckduckgo.com", "ecosia.org", "kagi.com", "mojeek.com", "naver.com",
  "qwant.com", "search.brave.com", "search.yahoo.com", "seznam.cz", "startpage.com", "swisscows.com", "yahoo.co.jp",
  "yahoo.com", "yandex.com", "yandex.ru",
];

const MAIL = [
  "fastmail.com", "free.fr", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "hotmail.com", "icloud.com", "laposte.net",
  "libero.it", "live.com", "mail.com", "mail.proton.me", "mail.ru", "mail.yahoo.com", "orange.fr", "outlook.com",
  "outlook.live.com", "outlook.office.com", "outlook.office365.com", "proton.me", "protonmail.com", "t-online.de",
  "tuta.com", "tutanota.com", "web.de", "wp.pl", "zoho.com",
];

const BANKS = [
  "abnamro.nl", "aib.ie", "anz.com.au", "bankofamerica.com", "bankofireland.com", "barclays.co.uk", "bbva.es", "bmo.com",
  "bnpparibas.net", "caixabank.es", "capitalone.com", "chase.com", "cibc.com", "citi.com", "commbank.com.au",
  "commerzbank.de", "credit-agricole.fr", "danskebank.dk", "deutsche-bank.de", "dkb.de", "halifax-online.co.uk",
  "hsbc.co.uk", "hsbc.com", "ing.com", "ing.de", "ing.nl", "intesasanpaolo.com", "kbc.be", "labanquepostale.fr",
  "lloydsbank.com", "monzo.com", "n26.com", "nab.com.au", "nationwide.co.uk", "natwest.com", "nordea.com", "paypal.com",
  "postfinance.ch", "rabobank.nl", "rbcroyalbank.com", "rbs.co.uk", "revolut.com", "santander.co.uk", "santander.com",
  "scotiabank.com", "seb.se", "societegenerale.fr", "sparkasse.de", "starlingbank.com", "swedbank.se", "td.com",
  "tsb.co.uk", "ubs.com", "unicredit.it", "usbank.com", "wellsfargo.com", "westpac.com.au",
];

const NEVER = [...SEARCH_ENGINES, ...MAIL, ...BANKS, "mail.google.com"];
const HOSTS = new Set(NEVER);
/** Each host above one of them: an entry for it with its subdomains would cover it. */
const ABOVE = new Set(NEVER.flatMap(hostsAbove));

/** The search engine has a domain in nearly every country. */
const GOOGLE = /^google\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/;

/**
 * A host below a forbidden one may be listed: small organisations have their pages there.
 * @param {string} host
 * @param {boolean} subdomains
 * @returns {boolean}
 */
export function isNeverListed(host, subdomains) {
  const bare = host.startsWith("www.") ? host.slice("www.".length) : host;
  return HOSTS.has(bare) || GOOGLE.test(bare) || (subdomains && ABOVE.has(host));
}

/** @param {string} host */
function hostsAbove(host) {
  const labels = host.split(".");
  return labels.slice(1).map((_, i) => labels.slice(i + 1).join("."));
}
