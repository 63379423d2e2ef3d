/** Copying: preformatted text has a button for it that appears on hover and focus. */

import { pictureButton } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { tell } from "./toast.js";

const SHOWN_FOR = 1500;

/** A `pre` around the nodes, copied whole by its button. */
export function copyable(...nodes) {
  const pre = h("pre", {}, nodes);
  const copy = async (button) => {
    await copyText(pre.textContent);
    button.replaceChildren(icon("check"));
    setTimeout(() => button.replaceChildren(icon("copy")), SHOWN_FOR);
  };
  return h("div", { class: "copyable" }, pre, pictureButton("copy", "Copy", copy, { tool: "copy" }, "copy"));
}

/** Put a text on the clipboard and say so; a page that is not served from localhost has only the old way. */
export async function copyText(text) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copyTheOldWay(text);
  tell("Copied");
}

function copyTheOldWay(text) {
  const field = h("textarea", { class: "off-screen" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
