/* What a site of this kind keeps: a stored preference, and steps that change the address without loading. */
const visits = Number(localStorage.getItem("visits") ?? 0) + 1;
localStorage.setItem("visits", String(visits));

const steps = [...document.querySelectorAll("[data-step]")];

function show(name) {
  for (const step of steps) step.hidden = step.dataset.step !== name;
  for (const link of document.querySelectorAll(".tabs a")) {
    if (link.dataset.to === name) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

for (const link of document.querySelectorAll(".tabs a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(link.dataset.to, "", link.href);
    show(link.dataset.to);
  });
}

if (steps.length > 0) {
  const home = steps[0].dataset.step;
  addEventListener("popstate", (event) => show(event.state ?? home));
  show(new URLSearchParams(location.search).get("step") ?? home);
}
