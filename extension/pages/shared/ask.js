/** Messages to the rest of the extension, with one answer for "nobody there". */
import { send } from "../../platform/messages.js";

/**
 * @param {string} type a name of `shared/messages.js`
 * @param {Record<string, unknown>} [fields]
 * @returns {Promise<any>} the answer; `{ error: "no-answer" }` when nobody listens or the message was refused
 */
export async function ask(type, fields = {}) {
  try {
    return (await send(type, fields)) ?? { error: "no-answer" };
  } catch {
    return { error: "no-answer" };
  }
}
