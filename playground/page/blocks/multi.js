/** Selects of several choices: a field of chips that opens a list to tick. */

import { h } from "../dom.js";
import { openPanel } from "../menu.js";
import { before, fire, holds, isTold, marks } from "./interact.js";
import { groupsOf, initialOf, words } from "./options.js";

/** A multi select; its value is the list of the chosen values, in the order of the options. */
export function multiSelect(part, block, context) {
  const groups = groupsOf(part);
  const options = groups.flatMap((group) => group.options);
  const chosen = new Set(before(part, block, context, initialOf(part)));
  const values = () => options.map((option) => option.value).filter((value) => chosen.has(value));
  const placeholder = part.placeholder ? words(part.placeholder) : "Choose options";
  const node = h("button", {
    type: "button",
    class: "select multi",
    data: marks(part, block),
    "aria-haspopup": "listbox",
  });
  const show = () => node.replaceChildren(...chips(options, chosen, placeholder));
  node.addEventListener("click", () =>
    openPanel(node, list(part, block, groups, chosen, show), () => {
      if (isTold(block)) fire(part, block, context, values());
    }),
  );
  show();
  return holds(node, part, block, values);
}

function chips(options, chosen, placeholder) {
  const picked = options
    .filter((option) => chosen.has(option.value))
    .map((option) => h("span", { class: "chip" }, option.label));
  return picked.length ? picked : [h("span", { class: "placeholder" }, placeholder)];
}

/** The list to tick; at the most that may be chosen, the rest is closed. */
function list(part, block, groups, chosen, show) {
  const panel = h("div", { class: "tick-list", role: "group", "aria-label": "Options" });
  const limit = part.max_selected_items ?? Infinity;
  const update = () =>
    panel
      .querySelectorAll("input")
      .forEach((input) => (input.disabled = !input.checked && chosen.size >= limit));
  for (const { label, options } of groups) {
    if (label) panel.append(h("div", { class: "menu-title" }, label));
    panel.append(...options.map((option) => tick(option, chosen, marks(part, block, option.value))));
  }
  panel.addEventListener("change", ({ target }) => {
    if (target.checked) chosen.add(target.value);
    else chosen.delete(target.value);
    update();
    show();
  });
  update();
  return panel;
}

function tick(option, chosen, data) {
  const input = h("input", {
    type: "checkbox",
    value: option.value,
    checked: chosen.has(option.value),
    data,
  });
  return h(
    "label",
    { class: "choice" },
    input,
    h("span", {}, option.label, option.hint ? h("span", { class: "hint" }, option.hint) : null),
  );
}
