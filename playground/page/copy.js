/** Preformatted text with a copy button that appears on hover and focus. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { tell } from "./toast.js";

/** A `pre` around the nodes, copied whole by its button. */
export function copyable(...nodes) {
  const pre = h("pre", {}, nodes);
  const button = h("button", { type: "button", class: "copy", "aria-label": "Copy", title: "Copy" }, icon("copy"));
  button.addEventListener("click", async () => {
    await write(pre.textContent);
    button.replaceChildren(icon("check"));
    tell("Copied");
    setTimeout(() => button.replaceChildren(icon("copy")), 1500);
  });
  return h("div", { class: "copyable" }, pre, button);
}

/** Onto the clipboard; a page that is not served from localhost has only the old way. */
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = h("textarea", { class: "off-screen" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  return undefined;
}
