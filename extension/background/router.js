/**
 * Messages to handlers, after the check of who sent them. Whatever is unknown or not trusted gets no answer.
 */
import { MESSAGES } from "../shared/messages.js";

/** @typedef {{ id?: string, url?: string, tab?: chrome.tabs.Tab, frameId?: number }} Sender the browser's own word */
/** @typedef {(message: any, sender: Sender) => Promise<object>} Handler */

/**
 * @param {object} parts
 * @param {string} parts.ownId the extension's id
 * @param {string} parts.ownBase URL under which the extension's own pages lie, with its trailing slash
 * @param {(tabId: number | undefined) => Promise<boolean>} parts.isListedTab
 * @param {Record<string, Handler>} parts.handlers one for each message
 * @returns {(message: unknown, sender: Sender) => Promise<object> | null} null: refused
 */
export function createRouter({ ownId, ownBase, isListedTab, handlers }) {
  return (message, sender) => {
    const type = /** @type {{ type?: unknown } | null} */ (message)?.type;
    if (sender.id !== ownId || typeof type !== "string" || !Object.hasOwn(MESSAGES, type)) return null;
    if (!Object.hasOwn(handlers, type)) return null;
    const isOwnPage = sender.url?.startsWith(ownBase) ?? false;
    if (MESSAGES[type].from === "extension") return isOwnPage ? handlers[type](message, sender) : null;
    return isOwnPage ? null : fromContent(handlers[type], message, sender);
  };

  /** @type {(handler: Handler, message: unknown, sender: Sender) => Promise<object>} */
  async function fromContent(handler, message, sender) {
    return (await isListedTab(sender.tab?.id)) ? handler(message, sender) : { error: "not-listed" };
  }
}
