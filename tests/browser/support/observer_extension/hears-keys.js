// Whether this frame has heard a key since it was first asked; runs in every frame of a page.
if (globalThis.hasHeard === undefined) {
  globalThis.hasHeard = false;
  addEventListener("keydown", () => { globalThis.hasHeard = true; }, true);
}
globalThis.hasHeard;
