/**
 * What is typed into a listed page's forms is not remembered by the browser: every field says that it does not want to be
 * completed (HTML, 4.10.18.7.1). No call takes such values back by site.
 */
(() => {
  const frame = /** @type {typeof globalThis & { sidestepForms?: boolean }} */ (globalThis);
  if (frame.sidestepForms) return;
  frame.sidestepForms = true;
  const FIELDS = "form, input, textarea, select";

  /** @param {Element} field */
  function guard(field) {
    if (field.getAttribute("autocomplete") !== "off") field.setAttribute("autocomplete", "off");
  }

  /** @param {Node} node */
  function guardAll(node) {
    if (!(node instanceof Element)) return;
    if (node.matches(FIELDS)) guard(node);
    for (const field of node.querySelectorAll(FIELDS)) guard(field);
  }

  /** @param {MutationRecord} record */
  function onChange({ type, target, addedNodes }) {
    if (type === "attributes" && target instanceof Element && target.matches(FIELDS)) guard(target);
    addedNodes.forEach(guardAll);
  }

  /** A field in a shadow tree is not seen when it is added. @param {Event} event */
  function onFocus(event) {
    const [field] = event.composedPath();
    if (field instanceof Element && field.matches(FIELDS)) {
      guard(field);
      const { form } = /** @type {HTMLInputElement} */ (field);
      if (form) guard(form);
    }
  }

  if (document.documentElement) guardAll(document.documentElement);
  const everything = { childList: true, subtree: true, attributes: true, attributeFilter: ["autocomplete"] };
  new MutationObserver((records) => records.forEach(onChange)).observe(document, everything);
  addEventListener("focusin", onFocus, { capture: true });
})();
