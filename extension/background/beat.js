/**
 * The one alarm. Alarms are written to disk, so it has a neutral name, a fixed period, and exists whether or not
 * anything happens: it writes the journal anew and, once a day, asks for a newer list.
 */

const NAME = "beat";
const PERIOD_MINUTES = 10;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** So that installed browsers do not ask all at once: for a pause of a day, for a shorter one its share. */
const JITTER_MS = 4 * 60 * 60 * 1000;
/** Never at browser start (DESIGN §5). */
const SETTLED_MS = 5 * 60 * 1000;
const DUE = "checkDue";
const FAILURES = "checkFailures";

/**
 * @param {object} parts
 * @param {Pick<typeof chrome, "alarms" | "storage">} parts.api
 * @param {{ read(): Promise<{ updates: boolean }> }} parts.settings
 * @param {() => Promise<unknown>} parts.refreshJournal
 * @param {() => Promise<{ state: string }>} parts.checkList
 * @param {() => number} parts.now
 * @returns {{ start(): Promise<void>, onAlarm(alarm: { name: string }): Promise<void> }}
 */
export function createBeat({ api, settings, refreshJournal, checkList, now }) {
  return { start, onAlarm };

  /** At every wake-up: sets the alarm where there is none (Firefox keeps none over a restart). */
  async function start() {
    const { startedAt } = await api.storage.session.get("startedAt");
    if (startedAt === undefined) {
      await api.storage.session.set({ startedAt: now() });
      await refreshJournal();
    }
    if (!(await api.alarms.get(NAME))) await api.alarms.create(NAME, { periodInMinutes: PERIOD_MINUTES });
  }

  /** @param {{ name: string }} alarm */
  async function onAlarm({ name }) {
    if (name !== NAME) return;
    await refreshJournal();
    if (await isCheckDue()) await check();
  }

  /**
   * One check, and when the next is due: a day after one that went well; after one that did not, an hour, two, four, … up
   * to a day. What is stored before it holds for a worker that is ended meanwhile.
   */
  async function check() {
    const { [FAILURES]: before } = await api.storage.local.get(FAILURES);
    const failures = Number(before ?? 0) + 1;
    await schedule(failures);
    const { state } = await checkList();
    if (state === "current") await schedule(0);
  }

  /** @param {number} failures in a row */
  function schedule(failures) {
    const pause = failures === 0 ? DAY_MS : Math.min(DAY_MS, HOUR_MS * 2 ** (failures - 1));
    return api.storage.local.set({ [DUE]: now() + pause + (Math.random() * JITTER_MS * pause) / DAY_MS, [FAILURES]: failures });
  }

  async function isCheckDue() {
    if (!(await settings.read()).updates) return false;
    const { startedAt } = await api.storage.session.get("startedAt");
    const { [DUE]: due } = await api.storage.local.get(DUE);
    return now() >= Number(due ?? 0) && now() >= Number(startedAt ?? now()) + SETTLED_MS;
  }
}
