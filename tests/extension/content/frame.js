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
 * @param {{ id?: string, sendMessage(message: { type: string }): Promise<unknown> }} [runtime] without `id`: the extension
 *   is gone
 * @param {Map<string, string[]>} [root] the page's inline style, value and priority by property; shared by the scripts of a page
 * @returns {{ down(event: object): void, up(event: object): void, focus(target?: object): void,
 *   setFullscreen(is: boolean): void, asked: string[], gone: string[], back(): void }} `asked`: the messages that it sent;
 *   `gone`: how and where the page was sent; `back`: it is shown again as it was left; `focus`: the window has got the focus,
 *   or `target`, an element of it
 */
export function armedFrame(config, runtime = { id: "own", sendMessage: async () => ({ taken: true }) }, root = new Map()) {
  /** @type {Record<string, (event: object) => void>} */
  const listeners = {};
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const gone = [];
  const location = { replace: (url) => gone.push(`replaced by ${url}`), set href(url) { gone.push(`followed by ${url}`) } };
  const style = {
    getPropertyValue: (property) => root.get(property)?.[0] ?? "",
    getPropertyPriority: (property) => root.get(property)?.[1] ?? "",
    setProperty: (property, ...value) => root.set(property, value),
  };
  const document = { fullscreenElement: null, documentElement: { style }, title: "", querySelectorAll: () => [] };
  const frame = {
    document,
    navigator: {},
    chrome: { runtime: { ...runtime, sendMessage: (message) => (asked.push(message.type), runtime.sendMessage(message)) } },
    location,
    sidestepKey: { decoy: "https://weather.test/", ...config },
    addEventListener: (type, listener) => (listeners[type] ??= listener),
    MutationObserver: class {
      observe() {}
    },
    setTimeout: (...timer) => setTimeout(...timer),
    clearTimeout: (timer) => clearTimeout(timer),
  };
  Object.assign(frame, { window: frame, top: frame });
  const context = createContext(frame);
  runInContext(readFileSync(SCRIPT, "utf8"), context);
  const itself = runInContext("window", context);
  const nothing = { preventDefault() {}, stopPropagation() {}, stopImmediatePropagation() {} };
  return {
    asked,
    gone,
    back: () => listeners.pageshow({ persisted: true }),
    down: (event) => listeners.keydown({ ...event, ...nothing }),
    up: (event) => listeners.keyup({ ...event, ...nothing }),
    focus: (target = itself) => listeners.focus({ isTrusted: true, target }),
    setFullscreen: (is) => {
      document.fullscreenElement = is ? {} : null;
      listeners.fullscreenchange();
    },
  };
}
