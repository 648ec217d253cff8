import assert from "node:assert/strict";
import { test } from "node:test";

import { cancelDownloads } from "../../../extension/escape/running-downloads.js";

const isListed = (url) => url.startsWith("https://helpline.test/");

test("a running download of a listed page ends: by its file, by what led to it, by the page that linked it; no other does", async () => {
  const cancelled = [];
  const running = [
    { id: 1, url: "https://helpline.test/a.pdf", finalUrl: "https://cdn.test/a.pdf", referrer: "" },
    { id: 2, url: "https://cdn.test/b", finalUrl: "https://helpline.test/b.pdf" },
    { id: 3, url: "https://cdn.test/c", finalUrl: "https://cdn.test/c", referrer: "https://helpline.test/reading" },
    { id: 4, url: "https://innocent.test/d", finalUrl: "https://innocent.test/d", referrer: "https://innocent.test/" },
  ];
  const downloads = {
    search: async (query) => (assert.deepEqual(query, { state: "in_progress" }), running),
    cancel: async (id) => {
      cancelled.push(id);
      if (id === 1) throw new Error("it has just ended");
    },
  };
  await cancelDownloads({ downloads, isListed })();
  assert.deepEqual(cancelled, [1, 2, 3]);
});
