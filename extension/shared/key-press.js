/**
 * When a key counts, and when what was pressed is what the person chose. The key script (`content/escape-key.js`) can
 * import nothing and has the same rules of its own; a test holds both to one table.
 */

/** Two or three presses have to come within this time. */
export const PRESSES_WITHIN_MS = 1500;
/** So long the key is held. */
export const HOLD_MS = 600;

/** @type {Readonly<Record<string, number>>} */
const PRESSES = Object.freeze({ once: 1, twice: 2, thrice: 3 });

/** @typedef {Pick<KeyboardEvent, "key" | "isTrusted" | "isComposing" | "keyCode" | "repeat" | "timeStamp">} KeyEvent */

export class KeyPress {
  #config;
  #done;
  #isFullscreen;
  /** @type {number[]} */
  #presses = [];
  /** Since the window last heard the key, it has had the focus from another window. */
  #isBack = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #holding;

  /**
   * @param {object} parts
   * @param {() => { key: string, press: string }} parts.config asked at each press
   * @param {() => void} parts.done the person has pressed it as they chose
   * @param {() => boolean} [parts.isFullscreen] Esc leaves a full screen first
   */
  constructor({ config, done, isFullscreen = () => false }) {
    this.#config = config;
    this.#done = done;
    this.#isFullscreen = isFullscreen;
  }

  /**
   * Whatever modifier is down or latched (Sticky Keys), but not a press that an input method takes (UI Events, 3.4.2:
   * keyCode 229), nor the one that leaves a full screen, nor the keyboard's own repetition. What is called a repetition may
   * be a press where another window got the release of the one before (docs/escape.md, the choice of a file).
   * @param {KeyEvent} event `keydown`
   * @returns {boolean} whether it was the key
   */
  down({ isTrusted, isComposing, keyCode, key, repeat, timeStamp }) {
    const chosen = this.#config();
    if (!isTrusted || isComposing || keyCode === 229 || key !== chosen.key) return false;
    const isPress = !repeat || this.#isBack;
    this.#isBack = false;
    if (!isPress || (key === "Escape" && this.#isFullscreen())) return false;
    if (chosen.press === "hold") this.#holding = setTimeout(this.#done, HOLD_MS);
    else if (this.#count(timeStamp) >= PRESSES[chosen.press]) this.#finish();
    return true;
  }

  /** @param {Pick<KeyEvent, "key" | "isTrusted">} event `keyup` */
  up({ isTrusted, key }) {
    if (isTrusted && key === this.#config().key) clearTimeout(this.#holding);
  }

  /** The window has got the focus. */
  focused() {
    this.#isBack = true;
  }

  /** @param {number} timeStamp milliseconds */
  #count(timeStamp) {
    this.#presses = [...this.#presses.filter((time) => timeStamp - time < PRESSES_WITHIN_MS), timeStamp];
    return this.#presses.length;
  }

  #finish() {
    this.#presses = [];
    this.#done();
  }
}
