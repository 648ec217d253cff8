import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  "array-callback-return": "error",
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Text is set with textContent." },
    { property: "outerHTML", message: "Text is set with textContent." },
    { property: "insertAdjacentHTML", message: "Text is set with textContent." },
  ],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
};

/** The browser's extension object has one home (docs/architecture.md); content scripts import nothing, so they name it too. */
const oneSeam = {
  "no-restricted-globals": [
    "error",
    { name: "chrome", message: "Import api from platform/api.js." },
    { name: "browser", message: "Import api from platform/api.js." },
  ],
};

export default [
  { ignores: ["dist/", "var/", "node_modules/", ".venv/", "extension/trust/"] },
  {
    files: ["extension/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.browser, ...globals.webextensions } },
    rules: { ...rules, ...oneSeam },
  },
  {
    files: ["extension/platform/**/*.js"],
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["extension/content/**/*.js"],
    languageOptions: { sourceType: "script" },
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["tests/browser/support/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: globals.browser },
    rules,
  },
  {
    ignores: ["tests/browser/support/**/*.js"],
    files: ["*.js", "tests/**/*.js", "tests/**/*.mjs", "tools/**/*.js", "benchmarks/**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.node },
    rules: { ...rules, "no-console": "off" },
  },
];
