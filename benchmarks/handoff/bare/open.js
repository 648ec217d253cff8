/**
 * The least that an extension can do to open a page privately: one call in the click's own turn. The driver puts the
 * address into `data-url` before it clicks.
 */
const api = globalThis.browser ?? globalThis.chrome;
/** @type {number | undefined} */
let windowId;

const url = () => document.documentElement.dataset.url;

document.getElementById("window")?.addEventListener("click", async () => {
  const window = await api.windows.create({ incognito: true, focused: true, url: url() });
  windowId = window?.id;
});
document.getElementById("tab")?.addEventListener("click", () => api.tabs.create({ windowId, active: true, url: url() }));
