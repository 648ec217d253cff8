/**
 * "What would someone see?" Counts first; names only after a press of their own. All of it is gone as soon as the page is
 * out of sight.
 */
import { ask } from "../shared/ask.js";
import { byId, fillRows, wording } from "../shared/page.js";
import { counted } from "../shared/words.js";
import { countRows, nameRows } from "./seen-words.js";

const { message } = wording;

const KINDS = ["history", "closed-tabs", "downloads", "cookies"];

/** Which look goes on; another number ends it. */
let round = 0;

byId("look").addEventListener("click", () => look({ named: false }));
byId("name").addEventListener("click", () => look({ named: true }));
byId("stop").addEventListener("click", () => {
  end();
  byId("status").textContent = message("seen_stopped");
  byId("look").focus();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && forget());

/** @param {{ named: boolean }} how */
async function look({ named }) {
  const own = ++round;
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  /** @type {Map<string, number>} */
  const names = new Map();
  let looked = 0;
  byId("stop").hidden = false;
  byId("stop").focus();
  byId("status").textContent = message("seen_running");
  for (const kind of KINDS) {
    for (let after = null; ; ) {
      const slice = await ask("seen.look", { kind, after, named });
      if (own !== round) return;
      if (slice.error) return fail();
      looked += slice.looked;
      counts[kind] += slice.found;
      for (const host of slice.hosts ?? []) names.set(host, (names.get(host) ?? 0) + 1);
      byId("looked").textContent = counted(wording, "seen_looked", looked);
      after = slice.after;
      if (after === null) break;
    }
  }
  end();
  byId("status").textContent = message("seen_done");
  fillRows(byId("counts"), countRows(counts, wording));
  byId("names-part").hidden = Object.values(counts).every((count) => count === 0);
  if (named) fillRows(byId("names"), nameRows(names, wording));
  byId(named && names.size > 0 ? "name" : "look").focus();
}

function end() {
  round += 1;
  byId("stop").hidden = true;
}

function fail() {
  end();
  byId("status").textContent = message("no_answer");
}

function forget() {
  end();
  for (const id of ["looked", "status"]) byId(id).textContent = "";
  for (const id of ["counts", "names"]) byId(id).replaceChildren();
  byId("names-part").hidden = true;
}
