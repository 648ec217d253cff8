/** Which presses leave: one table for the key script and for the practice, which must not teach anything else. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { HOLD_MS, KeyPress, PRESSES_WITHIN_MS } from "../../../extension/shared/key-press.js";
import { armedFrame } from "./frame.js";

const ESC = { key: "Escape", isTrusted: true, isComposing: false, keyCode: 27, repeat: false };
const F8 = { ...ESC, key: "F8", keyCode: 119 };
const at = (timeStamp, event = ESC) => ({ down: { ...event, timeStamp } });
const again = (timeStamp) => at(timeStamp, { ...ESC, repeat: true });
const focus = { focus: true };
const up = (event = ESC) => ({ up: event });
const later = (ms) => ({ tick: ms });
const fullscreen = (is) => ({ fullscreen: is });

/** `what`, the key, how it is pressed, what happens, and whether that leaves. */
const CASES = [
  ["one press", "Escape", "once", [at(0)], true],
  ["a press with Shift latched by Sticky Keys", "Escape", "once", [at(0, { ...ESC, shiftKey: true })], true],
  ["a press that the page made up", "Escape", "once", [at(0, { ...ESC, isTrusted: false })], false],
  ["the press that ends a word of an input method", "Escape", "once", [at(0, { ...ESC, isComposing: true })], false],
  ["a press that an input method takes (keyCode 229)", "Escape", "once", [at(0, { ...ESC, keyCode: 229 })], false],
  ["the press that leaves a full screen", "Escape", "once", [fullscreen(true), at(0)], false],
  ["the press after that", "Escape", "once", [fullscreen(true), at(0), fullscreen(false), at(300)], true],
  ["another key in a full screen", "F8", "once", [fullscreen(true), at(0, F8)], true],
  ["Esc when another key was chosen", "F8", "once", [at(0)], false],
  ["a key that repeats itself", "Escape", "twice", [at(0), again(500), again(530)], false],
  ["a press whose forerunner was let go in another window", "Escape", "once", [focus, again(0)], true],
  ["a key held since another window had the focus", "Escape", "twice", [focus, again(0), again(30)], false],
  ["two presses, the first let go in another window", "Escape", "twice", [at(0), focus, again(400)], true],
  ["two presses", "Escape", "twice", [at(0), at(400)], true],
  ["two presses too far apart", "Escape", "twice", [at(0), at(PRESSES_WITHIN_MS)], false],
  ["two of three presses", "Escape", "thrice", [at(0), at(300)], false],
  ["three presses", "Escape", "thrice", [at(0), at(300), at(600)], true],
  ["a press of a key to hold", "Escape", "hold", [at(0), later(HOLD_MS - 1), up(), later(1000)], false],
  ["a held key", "Escape", "hold", [at(0), later(HOLD_MS)], true],
  ["a held key that repeats itself", "Escape", "hold", [at(0), later(400), again(400), later(200)], true],
  ["a held key while another is let go", "Escape", "hold", [at(0), later(300), up(F8), later(300)], true],
];

function practice(config) {
  const asked = [];
  let isFullscreen = false;
  const press = new KeyPress({ config: () => config, done: () => asked.push("done"), isFullscreen: () => isFullscreen });
  return {
    asked,
    down: (event) => press.down(event),
    up: (event) => press.up(event),
    focus: () => press.focused(),
    setFullscreen: (is) => (isFullscreen = is),
  };
}

for (const [where, place] of [["the key script", armedFrame], ["the practice", practice]]) {
  for (const [what, key, press, happens, leaves] of CASES) {
    test(`${where}, ${press}: ${what} ${leaves ? "leaves" : "does not leave"}`, (context) => {
      mock.timers.enable({ apis: ["setTimeout"] });
      context.after(() => mock.timers.reset());
      const { asked, down, up: release, focus: getFocus, setFullscreen } = place({ key, press });
      for (const step of happens) {
        if (step.down) down(step.down);
        if (step.up) release(step.up);
        if (step.focus) getFocus();
        if (step.tick) mock.timers.tick(step.tick);
        if ("fullscreen" in step) setFullscreen(step.fullscreen);
      }
      assert.equal(asked.length, leaves ? 1 : 0);
    });
  }
}

test("the key script: an element that gets the focus is no window that does", () => {
  const { asked, down, focus: getFocus } = armedFrame({ key: "Escape", press: "once" });
  getFocus({});
  down({ ...ESC, repeat: true, timeStamp: 0 });
  assert.equal(asked.length, 0);
});

test("the key script: the press that leaves a full screen, heard by the browser alone, does not leave when it is held", () => {
  const { asked, down, focus: getFocus, setFullscreen } = armedFrame({ key: "Escape", press: "once" });
  getFocus();
  setFullscreen(true);
  getFocus();
  setFullscreen(false);
  down({ ...ESC, repeat: true, timeStamp: 500 });
  assert.equal(asked.length, 0);
});
