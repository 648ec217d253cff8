/** The small window under the toolbar button, on pages that are not listed. */
import { openOptions, openPage } from "../../platform/pages.js";
import { ask } from "../shared/ask.js";
import { listLine } from "../shared/list-words.js";
import { byId, wording } from "../shared/page.js";
import { sayProblem, startProtect } from "../shared/protect.js";

const { message } = wording;

/** @param {string} id @param {() => Promise<unknown>} open */
const opens = (id, open) => byId(id).addEventListener("click", () => open().then(close, close));
opens("start", () => openPage("welcome"));
opens("help", () => openPage("help"));
opens("options", openOptions);

const protect = byId("protect");
const question = startProtect({ from: byId("help"), onAdded: () => (protect.hidden = true) });
protect.addEventListener("click", () => (here.error ? sayProblem(here.error) : question.open(here.host)));

byId("open-here").addEventListener("click", () => ask("handoff.here").then(close));

const asked = [ask("status.get"), ask("settings.get"), ask("sites.here"), ask("handoff.state")];
const [status, { settings }, here, { canOpenHere }] = await Promise.all(asked);
byId("open-here").hidden = !canOpenHere;
protect.hidden = here.host === undefined;
byId("start").hidden = settings?.welcomed ?? true;
if (status.error) {
  byId("state").textContent = message("no_answer");
} else {
  byId("state").textContent = message(status.hostAccess ? "popup_ready" : "popup_no_access");
  byId("list").textContent = listLine(status.list, Date.now(), wording);
}
