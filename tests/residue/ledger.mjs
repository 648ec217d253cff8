// Writes the ledger's kinds and scopes in both browsers as JSON: what docs/traces.md says of them is what runs.
import { traceLedger } from "../../extension/traces/ledger.js";

const browsers = {
  chromium: { canForgetClosedTabs: () => false, clearsByOrigin: () => true },
  firefox: { canForgetClosedTabs: () => true, clearsByOrigin: () => false },
};

const rows = Object.entries(browsers).map(([browser, features]) => [
  browser,
  traceLedger({}, features, {}).map(({ kind, scope }) => ({ kind, scope })),
]);
console.log(JSON.stringify(Object.fromEntries(rows)));
