/** A small emoji picker: the usual ones, the rest by searching. */

import { textButton } from "./controls.js";
import { h } from "./dom.js";
import { findEmoji, shown } from "./emoji.js";
import { openPanel } from "./menu.js";

/** Open the picker by `anchor`; `picked` gets the shortcode without colons. */
export function pickEmoji(anchor, picked) {
  const label = "Search emoji";
  const search = h("input", { type: "search", class: "entry", placeholder: label, "aria-label": label });
  const grid = h("div", { class: "emoji-grid", role: "listbox", "aria-label": "Emoji" });
  const close = openPanel(anchor, h("div", { class: "picker" }, search, grid));
  const choose = (name) => {
    close();
    picked(name);
  };
  const show = () => grid.replaceChildren(...findEmoji(search.value).map((name) => cell(name, choose)));
  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    grid.querySelector("button")?.click();
  });
  show();
  search.focus();
}

function cell(name, choose) {
  const label = `:${name}:`;
  const props = { role: "option", title: label, "aria-label": label };
  return textButton(shown(name), () => choose(name), { emoji: name }, props);
}
