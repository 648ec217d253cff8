// Asks the service about host and paths while they are typed, and shows what it says.
"use strict";

const form = document.querySelector("form[data-advice]");
const place = document.getElementById("advice");
/** Long enough not to ask at every letter. */
const PAUSE_MS = 400;
let timer = 0;
let asked = 0;

async function ask() {
  const number = ++asked;
  const fields = new FormData(form);
  const query = new URLSearchParams({ own: form.dataset.own ?? "" });
  for (const name of ["host", "paths", "exact_host", "category", "evidence"]) {
    query.set(name, String(fields.get(name) ?? "").slice(0, 20_000));
  }
  const answer = await fetch(`${form.dataset.advice}?${query}`, { headers: { Accept: "application/json" } });
  if (number === asked && answer.ok) show(await answer.json());
}

function show(remarks) {
  const list = document.createElement("ul");
  for (const { weight, text } of remarks) {
    const item = document.createElement("li");
    item.className = weight;
    item.textContent = weight === "refused" ? `Refused: ${text}` : weight === "look" ? `Look: ${text}` : text;
    list.append(item);
  }
  place.replaceChildren(...(remarks.length ? [list] : []));
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => ask().catch(() => place.replaceChildren()), PAUSE_MS);
});
if (form.elements.host.value) ask().catch(() => place.replaceChildren());
