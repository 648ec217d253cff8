"""Scripts of the rich pages."""

from __future__ import annotations

from tests.residue.words import COOKIE, STORED

WRITES_EVERYTHING = f"""
const stored = "{STORED}";
const step = (work) => work.catch((error) => {{ document.body.append(String(error)); }});
document.cookie = "{COOKIE}script={COOKIE}; max-age=86400; path=/; secure";
localStorage.setItem(stored + "-local", stored);
sessionStorage.setItem(stored + "-session", stored);
const database = new Promise((done, failed) => {{
  const opening = indexedDB.open(stored + "-database", 1);
  opening.onupgradeneeded = () => {{
    opening.result.createObjectStore("things").put(stored.repeat(200), "key");
  }};
  opening.onsuccess = () => {{ opening.result.close(); done(); }};
  opening.onerror = failed;
}});
const cached = caches.open(stored + "-cache").then((cache) => cache.add("/cached.txt"));
const files = navigator.storage.getDirectory()
  .then((folder) => folder.getFileHandle(stored + ".txt", {{ create: true }}))
  .then((file) => file.createWritable())
  .then(async (out) => {{ await out.write(stored); await out.close(); }});
const worker = navigator.serviceWorker.register("/worker.js")
  .then(() => navigator.serviceWorker.ready);
Promise.all([database, cached, files, worker].map(step)).then(() => {{
  document.documentElement.dataset.ready = "yes";
}});
"""

WORKER = f"""
// {STORED}
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", () => {{}});
"""

MOVES_IN_PAGE = """
document.getElementById("push").addEventListener("click", () => {
  history.pushState({}, "", "/pushed");
  document.title += " pushed";
});
document.getElementById("opens").addEventListener("click", () => {
  window.open("/opened");
});
document.getElementById("plays").addEventListener("click", () => {
  const sound = document.getElementById("sound");
  sound.onplaying = () => { document.documentElement.dataset.playing = "yes"; };
  sound.play();
});
"""

# longer than a kilobyte, or Chromium keeps no compiled form of it
LONG_SCRIPT = "globalThis.counted = 0;\n" + "\n".join(
    f"function f{number}() {{ globalThis.counted += {number}; }} f{number}();"
    for number in range(200)
)

STORES_IN_FRAME = f"""
try {{
  document.cookie = "{COOKIE}frame=1; max-age=86400; path=/; secure; samesite=none; partitioned";
  localStorage.setItem("frame", "{STORED}");
}} catch {{ /* the browser keeps frames from storing */ }}
"""
