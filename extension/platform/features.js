/**
 * What this browser offers. Asked of the interfaces themselves, never of the browser's name.
 */
import { api } from "./api.js";

/** Closed tabs can be forgotten one by one; elsewhere erasing a page from the history prunes them (FACTS, Erasing). */
export const canForgetClosedTabs = () => "forgetClosedTab" in api.sessions;

/**
 * `browsingData` takes `origins` and knows the cache storage; elsewhere it takes `hostnames`, and silently ignores them
 * for some kinds of data (FACTS, Erasing: Firefox).
 */
export const clearsByOrigin = () => "removeCacheStorage" in api.browsingData;

/** Tabs can be kept apart in containers. */
export const hasContainers = () => "contextualIdentities" in api;

/** Changes with each version of the browser, for what has to be tried anew with it. */
export const browserVersion = () => navigator.userAgent;

/** Requests and their headers can be changed while they happen. */
export const canBlockRequests = () =>
  (api.runtime.getManifest().permissions ?? []).includes(/** @type {any} */ ("webRequestBlocking"));
