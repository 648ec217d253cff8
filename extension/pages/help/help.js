/** Help, without the internet. The instructions of this browser are open, those of others a press away. */
import { setText } from "../../shared/i18n.js";
import { ask } from "../shared/ask.js";
import { howToPress, isUsual } from "../shared/key-words.js";
import { byId, menus, wording } from "../shared/page.js";
import { measuredRows } from "./measured-words.js";

const { message } = wording;

for (const details of document.querySelectorAll("details")) details.open = details.dataset.menus === menus;

byId("measured-rows").replaceChildren(...measuredRows(menus, wording).map(row));

const [{ shortcut }, { settings }] = await Promise.all([ask("status.get"), ask("settings.get")]);
if (shortcut) setText(byId("command"), message("h_leave_command", shortcut));
if (settings && !isUsual(settings)) setText(byId("key"), `${howToPress(settings, wording)} ${message("h_leave_where")}`);

/** @param {string[]} cells the first names the row */
function row([name, ...values]) {
  const made = document.createElement("tr");
  const head = Object.assign(document.createElement("th"), { scope: "row", textContent: name });
  made.append(head, ...values.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  return made;
}
