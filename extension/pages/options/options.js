/** The options page: wires its parts. Every change is saved at once. */
import { startLanding } from "../shared/landing.js";
import { startClearing } from "./clearing.js";
import { showOverview, showStatus } from "./overview.js";
import { startUpdates } from "./updates.js";

startLanding();
startUpdates(showStatus);
startClearing();
showOverview();
// The person comes back from the browser's own pages, where access and keys are set.
addEventListener("focus", showOverview);
