/** Popups by a control: menus to pick from, panels with anything in them. One is open at a time. */

import { h } from "./dom.js";

/** A menu of `{label, hint, icon, data, danger, pick}` below `anchor`; arrows, Enter and Esc work. */
export function openMenu(anchor, items, title = null) {
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": title ?? "Menu" },
    title ? h("div", { class: "menu-title" }, title) : null,
  );
  for (const item of items) menu.append(row(item, () => close()));
  if (!items.length) menu.append(h("div", { class: "hint menu-title" }, "Nothing here"));
  menu.addEventListener("keydown", (event) => arrows(event, menu));
  const close = openPanel(anchor, menu);
  menu.querySelector("[role=menuitem]")?.focus();
}

/** Any content as a popup by `anchor`; returns what closes it. `closed` is called once it is gone. */
export function openPanel(anchor, content, closed = () => {}) {
  const panel = h("div", { class: "popup", popover: "auto" }, content);
  // A dialog makes everything outside of itself unreachable, so the popup of its control goes inside.
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    const hadFocus = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.remove();
    anchor.removeAttribute("aria-expanded");
    if (hadFocus) anchor.focus({ preventScroll: true });
    closed();
  });
  anchor.setAttribute("aria-expanded", "true");
  panel.showPopover();
  put(panel, anchor.getBoundingClientRect());
  return () => panel.isConnected && panel.hidePopover();
}

function row({ label, hint, icon, data, danger, pick }, close) {
  const text = h("span", {}, label, hint ? h("span", { class: "hint" }, hint) : null);
  const node = h(
    "button",
    { type: "button", role: "menuitem", class: `menu-item ${danger ? "is-danger" : ""}`, data },
    icon,
    text,
  );
  node.addEventListener("click", () => {
    close();
    pick();
  });
  return node;
}

/** Below the anchor or above it, whichever has room, and always inside the window. */
function put(panel, anchor) {
  const { width, height } = panel.getBoundingClientRect();
  const below = anchor.bottom + 4 + height <= innerHeight;
  const top = below ? anchor.bottom + 4 : Math.max(8, anchor.top - height - 4);
  const left = Math.min(Math.max(8, anchor.left), innerWidth - width - 8);
  Object.assign(panel.style, { top: `${top}px`, left: `${left}px` });
}

function arrows(event, menu) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}
