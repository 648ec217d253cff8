/** Runs in a page, in its own world: what its storage must do by the standards. */
const failed = window.failedChecks = [];
const check = (name, holds) => { if (!holds) failed.push(name); };
const throws = (work) => { try { work(); return ""; } catch (error) { return error.name; } };
const flags = (holder, name) => {
  const found = Object.getOwnPropertyDescriptor(holder, name);
  return found && [typeof found.get, typeof found.set, typeof found.value, found.enumerable,
    found.configurable].join();
};
const isNative = (f) => /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(f));
const turn = () => new Promise((done) => setTimeout(done, 50));
const until = async (holds) => { for (let tries = 0; tries < 100 && !holds(); tries += 1) await turn(); };

function webStorage(area, name) {
  area.clear();
  check(name + " kind", area instanceof Storage && Object.prototype.toString.call(area) === "[object Storage]");
  area.setItem("a", 1); area.b = null; area["c d"] = "x";
  check(name + " strings", area.a === "1" && area.getItem("b") === "null" && area["c d"] === "x");
  check(name + " length", area.length === 3);
  check(name + " keys", Object.keys(area).sort().join() === "a,b,c d");
  check(name + " for in", (() => { const keys = []; for (const key in area) if (Object.hasOwn(area, key)) keys.push(key); return keys.length === 3; })());
  check(name + " key", [0, 1, 2].map((i) => area.key(i)).sort().join() === "a,b,c d" && area.key(3) === null);
  check(name + " json", JSON.parse(JSON.stringify(area)).a === "1");
  check(name + " spread", ({ ...area }).b === "null" && Object.entries(area).length === 3);
  check(name + " in", "a" in area && !("z" in area) && "getItem" in area);
  check(name + " missing", area.getItem("z") === null && area.z === undefined);
  delete area.a; area.removeItem("b");
  check(name + " delete", area.length === 1 && area.getItem("a") === null);
  check(name + " arguments", throws(() => area.setItem("a")) === "TypeError" && throws(() => area.getItem()) === "TypeError");
  check(name + " symbol", throws(() => area.setItem(Symbol(), 1)) === "TypeError");
  check(name + " receiver", throws(() => Storage.prototype.getItem.call({}, "a")) === "TypeError");
  check(name + " method by its name", (() => { area.setItem("getItem", "mine"); const holds = typeof area.getItem === "function" && area.getItem("getItem") === "mine"; area.clear(); return holds; })());
  check(name + " define", (() => { Object.defineProperty(area, "q", { value: 7, configurable: true, writable: true, enumerable: true }); return area.q === "7"; })());
  const big = "x".repeat(6 * 1024 * 1024);
  check(name + " quota", throws(() => area.setItem("big", big)) === "QuotaExceededError" && area.getItem("big") === null);
  area.setItem("big", "x".repeat(4 * 1024 * 1024));
  check(name + " quota of all", throws(() => area.setItem("more", "x".repeat(2 * 1024 * 1024))) === "QuotaExceededError");
  area.clear();
  check(name + " clear", area.length === 0 && Object.keys(area).length === 0);
  check(name + " clone", throws(() => structuredClone(area)) === "DataCloneError");
}

function looks() {
  const places = [[window, "localStorage"], [window, "sessionStorage"], [Storage.prototype, "getItem"],
    [Storage.prototype, "length"], [Document.prototype, "cookie"], [IDBFactory.prototype, "open"],
    [Function.prototype, "toString"], [HTMLIFrameElement.prototype, "contentWindow"]];
  return JSON.stringify(places.map(([holder, name]) => flags(holder, name)));
}

function disguise() {
  const of = (holder, name) => { const found = Object.getOwnPropertyDescriptor(holder, name); return found?.get ?? found?.value; };
  const all = [of(window, "localStorage") ?? of(Window.prototype, "localStorage"), Storage.prototype.setItem,
    of(Storage.prototype, "length"), of(Document.prototype, "cookie"), IDBFactory.prototype.open,
    Function.prototype.toString, of(HTMLIFrameElement.prototype, "contentWindow")];
  all.forEach((f, i) => check("native text " + i, isNative(f)));
  check("names", Storage.prototype.setItem.name === "setItem" && Storage.prototype.setItem.length === 2 && of(Storage.prototype, "length").name === "get length");
  check("no constructor", all.every((f) => !Object.hasOwn(f, "prototype")) && throws(() => new Storage.prototype.setItem()) === "TypeError");
  check("assignment", (() => { localStorage.k = 1; window.localStorage = 5; return localStorage.k === "1"; })());
  check("identity", localStorage === window.localStorage && localStorage !== sessionStorage);
}

function cookies() {
  for (const pair of document.cookie.split("; ")) document.cookie = pair.split("=")[0] + "=; max-age=0; path=/";
  document.cookie = "one=1; path=/"; document.cookie = "two=a=b; max-age=100; path=/; secure";
  check("cookie", document.cookie === "one=1; two=a=b");
  document.cookie = "one=2; path=/";
  check("cookie again", document.cookie.split("; ").sort().join() === "one=2,two=a=b");
  document.cookie = "hidden=1; path=/; httponly"; document.cookie = "far=1; domain=other.test; path=/";
  document.cookie = "deep=1; path=/elsewhere"; document.cookie = "__Host-bad=1; path=/";
  document.cookie = "past=1; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT";
  check("cookies refused", !/hidden|far|deep|bad|past/.test(document.cookie));
  document.cookie = "two=; path=/; max-age=0"; document.cookie = "one=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT";
  check("cookies removed", document.cookie === "");
}

async function cookieStores() {
  if (!globalThis.cookieStore) return;
  const heard = new Promise((done) => cookieStore.addEventListener("change", (event) => done(event.changed[0]?.name)));
  await cookieStore.set("stored", "yes");
  check("cookie store", (await cookieStore.get("stored")).value === "yes" && document.cookie === "stored=yes");
  check("cookie store's change", await Promise.race([heard, turn().then(turn).then(turn)]) === "stored");
  await cookieStore.delete("stored");
  check("cookie store's delete", document.cookie === "" && (await cookieStore.getAll()).length === 0);
}

async function sharing() {
  const frame = document.createElement("iframe");
  frame.src = "/storage/frame";
  const loaded = new Promise((done) => frame.addEventListener("load", done));
  document.body.append(frame);
  localStorage.setItem("shared", "1"); sessionStorage.setItem("shared", "2");
  await loaded;
  const inner = frame.contentWindow;
  check("frame shares", inner.localStorage.getItem("shared") === "1" && inner.sessionStorage.getItem("shared") === "2");
  const heard = []; const own = [];
  inner.addEventListener("storage", (event) => heard.push([event.key, event.oldValue, event.newValue, event.url, event.storageArea === inner.localStorage].join()));
  addEventListener("storage", (event) => own.push(event.key + event.newValue));
  localStorage.setItem("shared", "3");
  await until(() => heard.some((said) => said.includes(",3,")));
  check("frame hears", heard.at(-1) === ["shared", "1", "3", location.href, true].join());
  check("writer does not hear", own.length === 0);
  inner.localStorage.setItem("back", "4");
  await until(() => own.length > 0);
  check("page hears the frame", own.join() === "back4" && localStorage.back === "4");
  const blank = document.createElement("iframe");
  document.body.append(blank);
  check("new frame shares", blank.contentWindow.localStorage.getItem("back") === "4");
  check("new frame's text", isNative(blank.contentWindow.Storage.prototype.getItem));
  const inline = document.createElement("iframe");
  inline.srcdoc = "<script>parent.inline = localStorage.getItem('back'); localStorage.setItem('inline', 1)</" + "script>";
  const shown = new Promise((done) => inline.addEventListener("load", done));
  document.body.append(inline);
  await shown;
  check("inline frame shares", window.inline === "4" && localStorage.inline === "1");
  const sealed = document.createElement("iframe");
  sealed.sandbox = "allow-scripts";
  sealed.srcdoc = "<script>try { localStorage; parent.postMessage('open', '*') } catch (e) { parent.postMessage(e.name, '*') }</" + "script>";
  const said = new Promise((done) => addEventListener("message", ({ data }) => done(data)));
  document.body.append(sealed);
  check("sealed frame", await said === "SecurityError");
}

async function locks() {
  if (!navigator.locks) return;
  const order = [];
  const first = navigator.locks.request("l", async (lock) => { order.push(lock.name + lock.mode); await turn(); order.push("1"); return "r"; });
  const second = navigator.locks.request("l", async () => { order.push("2"); });
  check("lock if available", await navigator.locks.request("l", { ifAvailable: true }, (lock) => lock === null));
  check("lock held", (await navigator.locks.query()).held.some(({ name }) => name === "l"));
  check("lock's result", await first === "r");
  await second;
  check("lock's order", order.join() === "lexclusive,1,2");
}

const asked = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error); });
async function databases() {
  const opening = indexedDB.open("checks", 2);
  check("database request", opening instanceof IDBOpenDBRequest && opening instanceof IDBRequest && opening.readyState === "pending");
  opening.onupgradeneeded = ({ oldVersion, newVersion, target }) => {
    check("database versions", oldVersion === 0 && newVersion === 2 && target.transaction.mode === "versionchange");
    const store = opening.result.createObjectStore("people", { keyPath: "id", autoIncrement: true });
    store.createIndex("name", "name", { unique: false });
  };
  const db = await asked(opening);
  check("database kind", db instanceof IDBDatabase && Object.prototype.toString.call(db) === "[object IDBDatabase]" && [...db.objectStoreNames].join() === "people");
  const writing = db.transaction("people", "readwrite");
  const store = writing.objectStore("people");
  store.add({ name: "b", when: new Date(0), bytes: new Uint8Array([1, 2]) });
  store.add({ name: "a" }); store.put({ id: 9, name: "c" });
  await new Promise((done) => { writing.oncomplete = done; });
  const reading = db.transaction("people").objectStore("people");
  check("database count", await asked(reading.count()) === 3);
  const first = await asked(db.transaction("people").objectStore("people").get(1));
  check("database values", first.when instanceof Date && first.bytes instanceof Uint8Array && first.bytes[1] === 2);
  const names = await asked(db.transaction("people").objectStore("people").index("name").getAll(IDBKeyRange.bound("a", "b")));
  check("database index", names.map(({ name }) => name).join() === "a,b");
  const seen = [];
  await new Promise((done) => {
    db.transaction("people").objectStore("people").openCursor(null, "prev").onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return done();
      check("database cursor", cursor instanceof IDBCursorWithValue);
      seen.push(cursor.key); cursor.continue();
    };
  });
  check("database order", seen.join() === "9,2,1");
  const twice = db.transaction("people", "readwrite").objectStore("people").add({ id: 9 });
  check("database constraint", await asked(twice).then(() => "", (error) => error.name) === "ConstraintError");
  const broken = db.transaction("people", "readwrite");
  broken.objectStore("people").clear(); broken.abort();
  check("database abort", await asked(db.transaction("people").objectStore("people").count()) === 3);
  check("database mode", throws(() => db.transaction("people").objectStore("people").clear()) === "ReadOnlyError");
  check("database list", (await indexedDB.databases()).some(({ name, version }) => name === "checks" && version === 2));
  check("database compare", indexedDB.cmp("a", "b") === -1);
  db.close();
  await asked(indexedDB.deleteDatabase("checks"));
  check("database deleted", !(await indexedDB.databases()).some(({ name }) => name === "checks"));
}

async function run() {
  webStorage(localStorage, "local"); webStorage(sessionStorage, "session");
  for (const part of [disguise, cookies, cookieStores, sharing, locks, databases]) {
    document.title = part.name;
    await part();
  }
  localStorage.clear(); sessionStorage.clear();
}
const refuses = () => caches.open("checks").then(() => caches.delete("checks")).then(() => false, (error) => error.name === "SecurityError");
run().catch((error) => failed.push(String(error))).then(refuses).then((inMemory) => {
  window.storageChecks = { failed, inMemory, looks: looks(), globals: Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)).sort() };
  document.documentElement.dataset.ready = "yes";
});
