/** A store that keeps what it is given, as JSON, so that nothing is shared by accident. */
export function memoryStore(initial) {
  let kept = initial === undefined ? undefined : JSON.stringify(initial);
  return {
    load: async () => (kept === undefined ? undefined : JSON.parse(kept)),
    save: async (state) => void (kept = JSON.stringify(state)),
    get kept() {
      return kept;
    },
  };
}
