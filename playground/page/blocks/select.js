/** Selects of one choice, as the browser's own control: static, users, channels, conversations. */

import { h } from "../dom.js";
import { before, fire, holds, isTold, marks } from "./interact.js";
import { groupsOf, initialOf, words } from "./options.js";

/** A select; its value is the chosen option's value, or null. */
export function select(part, block, context) {
  const label = part.placeholder ? words(part.placeholder) : "Choose an option";
  const node = h("select", {
    class: "select",
    data: marks(part, block),
    "aria-label": block.type === "input" ? null : label,
  });
  node.append(h("option", { value: "" }, label), ...groupsOf(part).flatMap(group));
  node.value = before(part, block, context, initialOf(part)[0]) ?? "";
  if (node.selectedIndex < 0) node.value = "";
  let current = node.value;
  node.classList.toggle("is-empty", !current);
  node.addEventListener("change", async () => {
    node.classList.toggle("is-empty", !node.value);
    const told = isTold(block) && node.value ? await fire(part, block, context, node.value) : true;
    if (!told) node.value = current;
    current = node.value;
  });
  return holds(node, part, block, () => node.value || null);
}

function group({ label, options }) {
  const nodes = options.map((option) =>
    h("option", { value: option.value }, option.hint ? `${option.label} – ${option.hint}` : option.label),
  );
  return label ? h("optgroup", { label }, nodes) : nodes;
}
