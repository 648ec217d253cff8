/** Help, without the internet. The instructions of this browser are open, those of others a press away. */
import { setText } from "../../shared/i18n.js";
import { ask } from "../shared/ask.js";
import { byId, menus, wording } from "../shared/page.js";

const { message } = wording;

for (const details of document.querySelectorAll("details")) details.open = details.dataset.menus === menus;

const { shortcut } = await ask("status.get");
if (shortcut) setText(byId("command"), message("h_leave_command", shortcut));
