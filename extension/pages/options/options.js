/** The options page: wires its parts. Every change is saved at once. */
import { startLanding } from "../shared/landing.js";
import { showManaged } from "../shared/managed-note.js";
import { startPractice } from "../shared/practice.js";
import { startSettings } from "../shared/settings-form.js";
import { startClearing } from "./clearing.js";
import { showHandoff, startNormal } from "./handoff.js";
import { startLeaving } from "./leaving.js";
import { startOlder } from "./older.js";
import { showKey, showOverview, showStatus } from "./overview.js";
import { startRepair } from "./repair.js";
import { startReset } from "./reset.js";
import { startSites } from "./sites.js";
import { startUpdates } from "./updates.js";
import { showWayBack, startWayBack } from "./way-back.js";

startLeaving();
const practice = startPractice();
startLanding((place) => practice.showPlace(place));
startSettings((settings) => {
  practice.chose(settings);
  showKey(settings);
  showHandoff();
  showWayBack(settings);
});
startNormal();
startRepair();
startSites();
startWayBack();
startUpdates(showStatus);
startClearing();
startOlder();
startReset();
showOverview();
showManaged();
// The person comes back from the browser's own pages, where access and keys are set.
addEventListener("focus", showOverview);
addEventListener("focus", showHandoff);
