/** Checkboxes and radio buttons. */

import { h } from "../dom.js";
import { textNodes } from "../mrkdwn.js";
import { before, fire, holds, isTold, marks } from "./interact.js";
import { initialOf } from "./options.js";

/** Boxes of which any number is ticked; the value is the list of their values. */
export function checkboxes(part, block, context) {
  const node = group("checkbox", part, block, context);
  return holds(node, part, block, () => ticked(node));
}

/** Buttons of which one is chosen; the value is its value, or null. */
export function radioButtons(part, block, context) {
  const node = group("radio", part, block, context);
  return holds(node, part, block, () => ticked(node)[0] ?? null);
}

const ticked = (node) => [...node.querySelectorAll("input:checked")].map((input) => input.value);

let groups = 0;

function group(type, part, block, context) {
  groups += 1;
  const chosen = [before(part, block, context, initialOf(part))].flat();
  const name = `choice-${groups}`;
  const node = h("div", {
    class: "choices",
    role: type === "radio" ? "radiogroup" : "group",
    data: { actionId: part.action_id, blockId: block.block_id },
  });
  node.append(
    ...part.options.map((option) =>
      row(type, name, option, chosen.includes(option.value), marks(part, block, option.value)),
    ),
  );
  node.addEventListener("change", async ({ target }) => {
    if (!isTold(block)) return;
    const value = type === "radio" ? target.value : ticked(node);
    if (!(await fire(part, block, context, value))) target.checked = !target.checked;
  });
  return node;
}

function row(type, name, option, checked, data) {
  const input = h("input", { type, name, value: option.value, checked, data });
  const hint = option.description ? h("span", { class: "hint" }, textNodes(option.description)) : null;
  return h(
    "label",
    { class: "choice" },
    input,
    h("span", {}, h("span", { class: "text" }, textNodes(option.text)), hint),
  );
}
