/** `refresh.mjs CLIENT URL BUNDLED FOLDER RUNS` → `{ cold: ms[], warm: ms[] }`: each run once from the first root, once unchanged. */
import { join } from "node:path";
import { CLIENTS } from "./clients.mjs";

const [name, url, bundled, folder, runs] = process.argv.slice(2);
const result = { cold: [], warm: [] };
for (let run = -1; run < Number(runs); run++) {
  const place = { url, bundled, folder: join(folder, String(run)) };
  const cold = await timed(await CLIENTS[name](place));
  const warm = await timed(name.endsWith("whole check") ? cold.again : await CLIENTS[name](place));
  if (run < 0) continue; // the first warms up the compiler, and the server's memory
  result.cold.push(cold.ms);
  result.warm.push(warm.ms);
}
console.log(JSON.stringify(result));

/** @param {() => Promise<void>} update */
async function timed(update) {
  const started = performance.now();
  await update();
  return { ms: performance.now() - started, again: update };
}
