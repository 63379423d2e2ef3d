/** The page's own buttons; those of apps are in blocks/. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** A button that is a picture; its label is read out and shown as a tooltip. `press` gets the button. */
export function pictureButton(picture, label, press, data = {}, className = "") {
  const props = { class: `icon-button ${className}`, "aria-label": label, title: label };
  return textButton(icon(picture), press, data, props);
}

/** A button with words (or nodes) on it. */
export function textButton(content, press, data = {}, props = {}) {
  const node = h("button", { type: "button", data, ...props }, content);
  node.addEventListener("click", () => press(node));
  return node;
}
