/**
 * Wires what belongs to leaving beside the exit itself: choices that reach pages that are open, and the way back. Called
 * once, in the worker's first turn.
 */
import { WayBack } from "../escape/way-back.js";

/**
 * @param {object} parts
 * @param {typeof chrome} parts.api
 * @param {import("../shared/stored-settings.js").StoredSettings} parts.settings
 * @param {import("../escape/choices.js").Choices} parts.choices
 * @param {import("../visits/arming.js").Arming} parts.arming
 * @param {import("../visits/visit-log.js").VisitLog} parts.log
 * @param {Pick<import("../handoff/private-window.js").PrivateWindow, "open">} parts.privateWindow
 * @param {(url: string) => boolean} parts.isListed
 * @param {() => number} parts.now
 */
export function wireLeaving({ api, settings, choices, arming, log, privateWindow, isListed, now }) {
  const wayBack = new WayBack({
    session: api.storage.session,
    isOn: () => choices.all.comeBack,
    isListed,
    openPrivately,
    openNormally: (url) => api.tabs.create({ url, active: true }),
    now,
  });
  choices.ready.then(() => wayBack.expire());
  api.alarms.onAlarm.addListener(() => void choices.ready.then(() => wayBack.expire()));
  settings.onChange(async () => {
    await Promise.all([...log.openTabs.map((tabId) => arming.armAllFrames(tabId)), wayBack.expire()]);
  });

  /** @param {string} url */
  async function openPrivately(url) {
    if (!(await api.extension.isAllowedIncognitoAccess())) return false;
    return privateWindow.open({ url }).then(() => true, () => false);
  }

  return {
    wayBack,
    handlers: { "way-back.open": async () => ({ opened: await wayBack.open() }) },
  };
}

/**
 * Content scripts beside the key that the person's choices ask for.
 * @param {import("../shared/settings.js").Settings} settings
 * @returns {string[]}
 */
export const chosenScripts = ({ neutralTitle, leaveButton }) => [
  ...(neutralTitle ? ["content/neutral-now.js"] : []),
  ...(leaveButton ? ["content/leave-button.js"] : []),
];
