"""An innocent page on which Esc has meanings of its own, as on many sites."""

from __future__ import annotations

LOADING = '<img id="slow" src="/slow.png" alt="A picture that takes its time">'

BODY = """
<button id="opens" onclick="dialog.showModal()">Open</button>
<dialog id="dialog"><input aria-label="In the dialog"></dialog>
<button id="full" onclick="document.documentElement.requestFullscreen()">Full screen</button>
<a id="loads" href="/loading">A page that takes its time</a>
<input id="text" aria-label="Text">
<input id="search" type="search" aria-label="Search">
<textarea id="editor" aria-label="Editor"></textarea>
"""

SCRIPT = """
const { dataset } = document.documentElement;
const on = (id, type, act) => document.getElementById(id).addEventListener(type, act);
on("search", "keydown", ({ key, target }) => { if (key === "Escape") target.value = ""; });
dataset.mode = "normal";
on("editor", "keydown", (event) => {
  if (event.key === "Escape") dataset.mode = "normal";
  else if (dataset.mode === "normal") {
    event.preventDefault();
    if (event.key === "i") dataset.mode = "insert";
  }
});
"""
