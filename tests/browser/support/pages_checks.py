"""Questions to the driven page about what somebody would see; each is a script's body."""

UNFOLDS = """
for (const details of document.querySelectorAll("details")) details.open = true;
for (const hidden of document.querySelectorAll("[hidden]")) hidden.hidden = false;
for (const error of document.querySelectorAll(".error")) error.textContent = "Not an address.";
"""
"""Shows everything that can appear on the page."""

OVERFLOWING = """
const root = document.documentElement;
const isWide = (element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width > 1 && (right > root.clientWidth + 1 || left < -1);
};
const wide = [...document.querySelectorAll("body *")]
  .filter((element) => !element.closest(".view, .unseen, .skip") && element.checkVisibility())
  .filter(isWide);
if (root.scrollWidth <= root.clientWidth && wide.length === 0) return null;
return [root.clientWidth, root.scrollWidth, ...wide.map(({ outerHTML }) => outerHTML.slice(0, 80))];
"""
"""None, or the page's width, what it would take, and what is too wide. Clipped drawings may be."""

UNSEEN_CONTROLS = """
const paper = getComputedStyle(document.documentElement).backgroundColor;
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const isClear = (colour) => parts(colour).length > 3 && parts(colour)[3] === 0;
const stands = (colour) => !isClear(colour) && colour !== paper;
const isSeen = (element) => {
  const style = getComputedStyle(element);
  if (!element.matches("button, input")) return stands(style.color);
  return parseFloat(style.borderTopWidth) >= 1 && stands(style.borderTopColor);
};
return [...document.querySelectorAll("button, a[href], input[type=text], summary")]
  .filter((element) => element.checkVisibility() && !isSeen(element))
  .map(({ outerHTML }) => outerHTML.slice(0, 80));
"""
"""What is to be used but has no edge and no letters that stand out from the page's ground."""

MAKES_ONE_UNSEEN = """
document.querySelector("button, a").style.cssText =
  "forced-color-adjust: none; color: Canvas; border-color: Canvas";
"""

MOVING = """
const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
return [...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].filter((part) => {
    const style = getComputedStyle(element, part || null);
    return lasts(style.transitionDuration) || lasts(style.animationDuration);
  }).map((part) => element.className + part));
"""
"""The classes of what would move."""
