/**
 * What the pages ask of the hand-off. No message says what was opened: whoever opens the pages could read it there.
 */
import { hostOfSite } from "../list/own-sites.js";
import { PersonalSitesError } from "../list/personal-sites.js";

/**
 * @param {object} parts
 * @param {import("../handoff/choice.js").Choice} parts.choice
 * @param {import("../handoff/handoff.js").Handoff} parts.handoff
 * @param {import("../handoff/question.js").Question} parts.question
 * @param {import("../list/personal-sites.js").PersonalSites} parts.personal
 * @param {Promise<unknown>} parts.ready
 * @returns {Record<string, import("./router.js").Handler>}
 */
export function handoffMessages({ choice, handoff, question, personal, ready }) {
  return {
    "handoff.state": async () => {
      await ready;
      return { hindrance: choice.hindrance, place: choice.place, canOpenHere: handoff.canOpenHere };
    },

    "handoff.answer": async ({ answer }, { tab }) => {
      await ready;
      const meant = question.answered(tab?.id);
      if (!meant || tab?.id === undefined) return { error: "nothing-asked" };
      const isAskedInPlace = meant.tabId === tab.id;
      if (answer === "private") await handoff.openPrivately(meant);
      else if (answer === "here") await handoff.openHere(meant);
      if (answer !== "here" || !isAskedInPlace) await question.remove(tab.id);
      return { done: true };
    },

    "handoff.here": async () => {
      await ready;
      return (await handoff.openLastHere()) ? { done: true } : { error: "nothing-there" };
    },

    "normal.add": async ({ site }) => {
      await ready;
      const host = hostOfSite(String(site));
      if (host === null) return { error: "not-a-host" };
      try {
        await personal.add("normal", host);
        return { added: true };
      } catch (failure) {
        if (failure instanceof PersonalSitesError) return { error: failure.code };
        throw failure;
      }
    },

    "normal.remove": async ({ site }) => {
      await ready;
      const host = hostOfSite(String(site));
      if (host === null) return { error: "not-a-host" };
      if (!personal.entries("normal").includes(host)) return { error: "not-there" };
      await personal.remove("normal", host);
      return { removed: true };
    },
  };
}
