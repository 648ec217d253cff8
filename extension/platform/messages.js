/** Messages between the extension's own parts; their contract is `shared/messages.js`. */
import { api } from "./api.js";

/**
 * @param {string} type a name of `shared/messages.js`
 * @param {Record<string, unknown>} [fields]
 * @returns {Promise<any>} the answer; rejects when nobody listens
 */
export const send = (type, fields = {}) => api.runtime.sendMessage({ ...fields, type });

/**
 * @param {(message: unknown, sender: chrome.runtime.MessageSender) => Promise<object> | null} route answers a message,
 *   or null when it is refused: then the sender gets no answer at all
 */
export function listen(route) {
  api.runtime.onMessage.addListener((message, sender, respond) => {
    const answer = route(message, sender);
    if (!answer) return false;
    answer.then(respond, () => respond({ error: "failed" }));
    return true;
  });
}
