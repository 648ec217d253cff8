/** The extension's source as these tests read it: files, their imports, their code without comments. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const PROJECT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * @param {string} folder below the project
 * @param {string} [suffix]
 * @returns {string[]} paths below `folder`, sorted, `/` between folders
 */
export function filesBelow(folder, suffix = "") {
  return readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix) && !entry.name.startsWith("."))
    .map((entry) => posix.join(posix.relative(join(PROJECT, folder), entry.parentPath), entry.name))
    .filter((path) => !path.startsWith("trust/") && !path.includes("__pycache__"))
    .sort();
}

/** @param {string} path below the project */
export const read = (path) => readFileSync(join(PROJECT, path), "utf8");

/** @param {string} code */
export const withoutComments = (code) => code.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "");

/**
 * @param {string} path of a module below `extension/`
 * @returns {string[]} the modules that it imports, as paths below `extension/`
 */
export function importsOf(path) {
  const code = withoutComments(read(`extension/${path}`));
  const targets = [...code.matchAll(/\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, target]) => target);
  return targets.map((target) => (target.startsWith(".") ? posix.join(posix.dirname(path), target) : target));
}

/** @param {string} path below `extension/` */
export const folderOf = (path) => path.split("/")[0];
