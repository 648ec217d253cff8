/**
 * Asks the harness for calls of the browser's extension interface, makes them, and hands their answers back.
 * `harness.json` in this folder, written by the harness, says where to ask.
 */
const api = globalThis.browser ?? globalThis.chrome;
const RETRY_MS = 500;

/**
 * Which tab came in front and which address was committed in which, when: milliseconds since the epoch.
 * @type {{ tabId: number, at: number, url?: string }[]}
 */
const noted = [];
api.tabs.onActivated.addListener(({ tabId }) => noted.push({ tabId, at: Date.now() }));
api.webNavigation.onCommitted.addListener(({ tabId, frameId, url, timeStamp }) => frameId === 0 && noted.push({ tabId, at: timeStamp, url }));
/** What the harness may call beside the interface: `noted.taken` gives what came since it was asked last. */
const own = { noted: { taken: async () => noted.splice(0) } };

/** @param {string} path such as `history.search` @param {unknown[]} args */
async function call(path, args) {
  const names = path.split(".");
  const method = names.pop();
  const owner = names.reduce((object, name) => object[name], names[0] in own ? own : api);
  try {
    return { value: (await owner[method](...args)) ?? null };
  } catch (error) {
    return { error: String(error?.message ?? error) };
  }
}

async function serve() {
  const { url } = await (await fetch(api.runtime.getURL("harness.json"))).json();
  let answer = null;
  for (;;) {
    try {
      const response = await fetch(url, { method: "POST", cache: "no-store", body: JSON.stringify(answer) });
      answer = null;
      if (response.status === 200) {
        const { id, path, args } = await response.json();
        answer = { id, ...(await call(path, args)) };
      } else {
        await api.runtime.getPlatformInfo(); // an idle worker is ended after 30 s, a call counts as work
      }
    } catch {
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}

// the browser starts the worker of an installed extension only for an event that it waits for
api.runtime.onStartup.addListener(() => {});
api.runtime.onInstalled.addListener(() => {});
api.alarms.create("awake", { periodInMinutes: 0.5 });
api.alarms.onAlarm.addListener(() => {});
serve();
