/**
 * "Older visits": looks, says how many there are, and erases only when somebody has read what that means. Nothing of it is
 * kept when the page is out of sight.
 */
import { ask } from "../shared/ask.js";
import { byId, wording } from "../shared/page.js";
import { counted, number } from "../shared/words.js";

const { message } = wording;
const ASK_AGAIN_MS = 250;

/** @typedef {import("../../shared/messages.js").OlderState} OlderState */

export function startOlder() {
  const sure = /** @type {HTMLInputElement} */ (byId("older-sure"));
  const progress = /** @type {HTMLProgressElement} */ (byId("older-progress"));
  let run = 0;

  byId("older-look").addEventListener("click", () => follow("older.look"));
  byId("older-stop").addEventListener("click", () => ask("older.stop"));
  byId("older-keep").addEventListener("click", forget);
  byId("older-erase").addEventListener("click", () => {
    if (sure.checked) return follow("older.erase");
    byId("older-status").textContent = message("older_tick_first");
    sure.focus();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && forget());

  /** @param {"older.look" | "older.erase"} what to begin, and then to ask about until it is over */
  async function follow(what) {
    const mine = (run += 1);
    let state = await ask(what);
    while (mine === run && (state.phase === "looking" || state.phase === "erasing")) {
      show(state);
      await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
      state = await ask("older.state");
    }
    if (mine === run) show(state);
  }

  function forget() {
    run += 1;
    ask("older.stop");
    show({ phase: "idle", looked: 0, found: 0, erased: 0, remaining: 0 });
  }

  /** @param {OlderState & { error?: string }} state */
  function show(state) {
    const { phase, found, erased } = state;
    const isAtWork = phase === "looking" || phase === "erasing";
    const isAsking = phase === "found" && found > 0;
    byId("older-look").hidden = isAtWork || isAsking;
    byId("older-stop").hidden = !isAtWork;
    byId("older-confirm").hidden = !isAsking;
    progress.hidden = !isAtWork;
    if (phase === "erasing") Object.assign(progress, { max: found, value: erased });
    else progress.removeAttribute("value");
    if (!isAsking) sure.checked = false;
    byId("older-found").textContent = isAsking ? counted(wording, "older_found", found) : "";
    byId("older-status").textContent = isAsking ? "" : words(state);
    if (isAsking) byId("older-keep").focus();
  }
}

/** @param {OlderState & { error?: string }} state */
function words({ error, phase, looked, found, erased, remaining }) {
  if (error) return message("no_answer");
  if (phase === "looking") return message("older_looking", number(wording, looked));
  if (phase === "erasing") return message("older_erasing", number(wording, erased), number(wording, found));
  if (phase === "found") return message("older_none");
  if (phase === "stopped") return counted(wording, "older_stopped", erased);
  if (phase === "done") return remaining > 0 ? message("older_remains") : counted(wording, "older_done", erased);
  return "";
}
