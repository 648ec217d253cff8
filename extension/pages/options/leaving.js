/** How one leaves: the key, how it is pressed, and a drawing to try it on. */
import { KEYS } from "../../shared/settings.js";
import { keyCap } from "../shared/key-words.js";
import { byId, wording } from "../shared/page.js";

/** Fills what the page's own settings then show. */
export function startLeaving() {
  byId("key").append(...KEYS.map((key) => new Option(keyCap(key, wording), key)));
}
