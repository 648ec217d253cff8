import { ExpiredError } from "./errors.js";

/**
 * Sections 5.3.10, 5.4.4, 5.5.6, 5.6.5: the expiry must be later than the start of the update.
 * @param {{ expires: string }} metadata
 * @param {number} startedAt milliseconds since the epoch
 */
export function isExpired({ expires }, startedAt) {
  return Date.parse(expires) <= startedAt;
}

/**
 * @param {{ expires: string }} metadata
 * @param {number} startedAt
 * @param {string} name of the role
 * @throws {ExpiredError}
 */
export function checkExpiry(metadata, startedAt, name) {
  if (isExpired(metadata, startedAt)) throw new ExpiredError(`${name}: expired at ${metadata.expires}`);
}
