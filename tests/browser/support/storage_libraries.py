"""What libraries that keep data in the browser do with storage, one page each."""

from __future__ import annotations

from tests.browser.support.framework_page import Framework

LIBRARY = "storage library"

STORAGE_LIBRARIES = (
    Framework(
        "redux-persist",
        LIBRARY,
        """
        const storage = {
          getItem: async (key) => localStorage.getItem(key),
          setItem: async (key, value) => localStorage.setItem(key, value),
          removeItem: async (key) => localStorage.removeItem(key),
        };
        const reducer = (state = { mood: "" }, { type, mood }) =>
          type === "mood" ? { mood } : state;
        const { persistReducer } = ReduxPersist;
        const store = Redux.createStore(persistReducer({ key: "root", storage }, reducer));
        const persistor = ReduxPersist.persistStore(store, null, async () => {
          store.dispatch({ type: "mood", mood: "better" });
          await persistor.flush();
          says(JSON.parse(localStorage["persist:root"]).mood);
        });
        """,
        '"better"',
        ("redux/dist/redux.min.js", "redux-persist/dist/redux-persist.min.js"),
    ),
    Framework(
        "dexie",
        LIBRARY,
        """
        (async () => {
          const db = new Dexie("diary");
          db.version(1).stores({ days: "++id, mood" });
          await db.days.bulkAdd([{ mood: 2 }, { mood: 5 }, { mood: 4 }]);
          const asked = Dexie.liveQuery(() => db.days.where("mood").above(3).sortBy("mood"));
          const seen = await new Promise((done) => asked.subscribe(done));
          await db.delete();
          says(seen.map(({ mood }) => mood).join());
        })();
        """,
        "4,5",
        ("dexie/dist/dexie.min.js",),
    ),
    Framework(
        "idb",
        LIBRARY,
        """
        (async () => {
          const upgrade = (db) => void db.createObjectStore("plans", { keyPath: "id" });
          const db = await idb.openDB("plans", 1, { upgrade });
          const tx = db.transaction("plans", "readwrite");
          const added = ["call", "rest"].map((text, id) => tx.store.add({ id, text }));
          await Promise.all([...added, tx.done]);
          const texts = [];
          for await (const cursor of db.transaction("plans").store) texts.push(cursor.value.text);
          db.close();
          says(texts.join());
        })();
        """,
        "call,rest",
        ("idb/build/umd.js",),
    ),
    Framework(
        "localforage",
        LIBRARY,
        """
        (async () => {
          await localforage.setItem("when", { at: new Date(0), bytes: new Uint8Array([7]) });
          const { at, bytes } = await localforage.getItem("when");
          says([localforage.driver(), at.getTime(), bytes[0]].join());
        })();
        """,
        "asyncStorage,0,7",
        ("localforage/dist/localforage.min.js",),
    ),
    Framework(
        "js-cookie",
        LIBRARY,
        """
        Cookies.set("consent", "needed only", { expires: 7, sameSite: "strict" });
        const kept = Cookies.get("consent");
        Cookies.remove("consent");
        says(`${kept} ${Cookies.get("consent")}`);
        """,
        "needed only undefined",
        ("js-cookie/dist/js.cookie.min.js",),
    ),
)
