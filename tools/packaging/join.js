/**
 * Joins the worker's modules into one: `node join.js SOURCE ENTRY`, the entry as a path below the folder of sources.
 * Prints JSON: `{ code: string, modules: string[], alsoOfPages: string[] }`, the paths of the modules that were joined,
 * and of those among them that a page imports by itself; or says on stderr what is wrong and ends with 1.
 *
 * Nothing is left out, shortened or translated: each module's text and comments stay as they are, below its path. Only its
 * imports and the word `export` go, and a top-level name that two modules have gets a `$` and a number in one of them.
 */
import { readdirSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { rollup } from "rollup";

const source = resolve(process.argv[2]);
const entry = resolve(source, process.argv[3]);
const PAGES = resolve(source, "pages");

/** @param {string} file */
const pathOf = (file) => relative(source, file).split(sep).join("/");

/** Puts its path above each module. */
const names = {
  name: "names",
  /**
   * @param {string} code
   * @param {string} file
   */
  transform: (code, file) => ({ code: `// ${pathOf(file)}\n${code}`, map: null }),
};

/**
 * @param {string[]} input files
 */
const read = (input) =>
  rollup({
    input,
    plugins: [names],
    treeshake: false,
    onLog(level, { message }) {
      // a module that is not there, or two that import each other
      if (level === "warn") throw new Error(message);
    },
  });

async function join() {
  const worker = await read([entry]);
  const { output } = await worker.generate({ format: "es" });
  const [{ code, dynamicImports }] = output;
  // a worker of Chromium knows none
  if (output.length > 1) throw new Error(`imported while the worker runs: ${dynamicImports.join(", ")}`);

  const scripts = readdirSync(PAGES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  const pages = await read(scripts.map((file) => resolve(PAGES, file)));
  const ofPages = new Set(pages.watchFiles);
  return {
    code,
    modules: worker.watchFiles.map(pathOf),
    alsoOfPages: worker.watchFiles.filter((file) => ofPages.has(file)).map(pathOf),
  };
}

try {
  process.stdout.write(JSON.stringify(await join()));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
