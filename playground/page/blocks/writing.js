/** The text field of a form, of one line or several, with a count where there is a limit. */

import { h } from "../dom.js";
import { before, fire, holds, isTold, marks } from "./interact.js";
import { words } from "./options.js";

/** A text field; its value is the text, null when empty. */
export function plainTextInput(part, block, context) {
  const field = h(part.multiline ? "textarea" : "input", {
    class: "entry",
    type: part.multiline ? null : "text",
    rows: part.multiline ? 4 : null,
    placeholder: part.placeholder ? words(part.placeholder) : null,
    autocomplete: "off",
    data: marks(part, block),
  });
  field.value = before(part, block, context, part.initial_value ?? "") ?? "";
  if (part.focus_on_load) field.dataset.focusFirst = "true";
  if (isTold(block)) tellAsAsked(field, part, block, context);
  holds(field, part, block, () => field.value || null);
  return part.max_length ? h("div", { class: "counted" }, field, counter(field, part.max_length)) : field;
}

/** How many characters are left; the field takes more, so that a paste is not cut without a word. */
function counter(field, limit) {
  const left = h("span", { class: "count", "aria-hidden": "true" });
  const show = () => {
    const count = limit - field.value.length;
    left.textContent = String(count);
    left.classList.toggle("is-over", count < 0);
    left.hidden = count > Math.max(limit / 10, Math.min(50, limit / 3));
  };
  field.addEventListener("input", show);
  show();
  return left;
}

function tellAsAsked(field, part, block, context) {
  const when = part.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => fire(part, block, context, field.value);
  if (when.includes("on_character_entered")) field.addEventListener("input", tell);
  if (when.includes("on_enter_pressed")) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      tell();
    });
  }
}
