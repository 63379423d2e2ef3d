/** Buttons, the "…" menu of a block, thumbs and icon buttons. */

import { pictureButton } from "../controls.js";
import { h } from "../dom.js";
import { shown } from "../emoji.js";
import { hasIcon, icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { plainText } from "../mrkdwn.js";
import { store } from "../store.js";
import { fire, marks } from "./interact.js";

/** A push button, plain, primary or danger; with a `url` it opens that too. */
export function button(part, block, context) {
  const look = { class: `button ${part.style ? `is-${part.style}` : ""}`, label: part.accessibility_label };
  const node = pressable(part, block, context, { ...look, value: part.value });
  node.append(...plainText(part.text));
  if (/^https?:/i.test(part.url ?? "")) {
    node.addEventListener("click", () => window.open(part.url, "_blank", "noopener,noreferrer"));
  }
  return node;
}

/** A "…" with a menu of options. */
export function overflow(part, block, context) {
  const items = part.options.map((option) => ({
    label: option.text.text,
    hint: option.description?.text,
    data: marks(part, block, option.value),
    pick: () => fire(part, block, context, option.value),
  }));
  return pictureButton("dots", "More", (node) => openMenu(node, items), marks(part, block));
}

/** Thumbs up and down; the one that was pressed stays marked. */
export function feedback(part, block, context) {
  const sides = [
    [part.positive_button, "up"],
    [part.negative_button, "down"],
  ];
  const thumbs = sides.map(([side, picture]) => {
    const label = side.accessibility_label ?? side.text?.text ?? picture;
    const node = pressable(part, block, context, { class: "icon-button thumb", value: side.value, label });
    node.append(icon(picture));
    return node;
  });
  const mark = ({ currentTarget: pressed }) => {
    for (const thumb of thumbs) thumb.setAttribute("aria-pressed", String(thumb === pressed));
  };
  for (const thumb of thumbs) thumb.addEventListener("click", mark);
  return h("span", { class: "thumbs", role: "group", "aria-label": "Feedback" }, thumbs);
}

/** A small button with an icon alone. */
export function iconButton(part, block, context) {
  const hidden = part.visible_to_user_ids?.length && !part.visible_to_user_ids.includes(store.me);
  if (hidden) return h("span", { hidden: true });
  const label = part.accessibility_label ?? part.text?.text ?? part.icon;
  const node = pressable(part, block, context, { class: "icon-button", value: part.value, label });
  node.append(hasIcon(part.icon) ? icon(part.icon) : shown(part.icon));
  return node;
}

/** A button that tells the app, and is busy until the app has answered. */
function pressable(part, block, context, { class: className, value, label }) {
  const props = { type: "button", class: className, "aria-label": label, title: label };
  const node = h("button", { ...props, data: marks(part, block, value) });
  node.addEventListener("click", () => {
    if (node.getAttribute("aria-busy") !== "true") fire(part, block, context, value, node);
  });
  return node;
}
