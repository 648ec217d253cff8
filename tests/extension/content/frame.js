/**
 * The key script in a frame that is nothing but its listeners: what it does with a key, not what becomes of a page (that
 * is shown in the real browsers).
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

const SCRIPT = fileURLToPath(new URL("../../../extension/content/escape-key.js", import.meta.url));

/**
 * @param {{ key: string, press: string }} config
 * @returns {{ down(event: object): void, up(event: object): void, setFullscreen(is: boolean): void, asked: string[] }}
 *   `asked`: the messages that it sent
 */
export function armedFrame(config) {
  /** @type {Record<string, (event: object) => void>} */
  const listeners = {};
  /** @type {string[]} */
  const asked = [];
  const document = { fullscreenElement: null, documentElement: null, title: "", querySelectorAll: () => [] };
  const frame = {
    document,
    navigator: {},
    chrome: { runtime: { id: "own", sendMessage: async ({ type }) => (asked.push(type), { taken: true }) } },
    sidestepKey: { decoy: "https://weather.test/", ...config },
    addEventListener: (type, listener) => (listeners[type] ??= listener),
    MutationObserver: class {
      observe() {}
    },
    setTimeout: (...timer) => setTimeout(...timer),
    clearTimeout: (timer) => clearTimeout(timer),
  };
  Object.assign(frame, { window: frame, top: frame });
  runInContext(readFileSync(SCRIPT, "utf8"), createContext(frame));
  const nothing = { preventDefault() {}, stopPropagation() {}, stopImmediatePropagation() {} };
  return {
    asked,
    down: (event) => listeners.keydown({ ...event, ...nothing }),
    up: (event) => listeners.keyup({ ...event, ...nothing }),
    setFullscreen: (is) => (document.fullscreenElement = is ? {} : null),
  };
}
