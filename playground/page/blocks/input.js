/** A labelled field of a form, with its hint and, when the app objects, the app's sentence below it. */

import { h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { element } from "./elements.js";

let fields = 0;

/** The input block; the label names its control to screen readers. */
export function inputBlock(block, context) {
  fields += 1;
  const id = `field-${fields}`;
  const control = element(block.element, block, context);
  const named = control.matches("input, select, textarea, button")
    ? control
    : control.querySelector("textarea, input[type=text]");
  const optional = block.optional ? h("span", { class: "optional" }, "(optional)") : null;
  const label = h(
    named ? "label" : "div",
    { class: "label", id: `${id}-label` },
    plainText(block.label),
    " ",
    optional,
  );
  const hint = block.hint ? h("div", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : null;
  const error = h("div", {
    class: "error",
    id: `${id}-error`,
    role: "alert",
    data: { error: block.block_id },
  });
  if (named) {
    named.id = id;
    label.setAttribute("for", id);
    named.setAttribute("aria-describedby", `${id}-error ${hint ? hint.id : ""}`.trim());
  } else control.setAttribute("aria-labelledby", label.id);
  return h("div", { class: "field" }, label, control, error, hint);
}
