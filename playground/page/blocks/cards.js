/** Cards alone and in a row, alerts, and containers that hold other blocks. */

import { h } from "../dom.js";
import { textNodes } from "../mrkdwn.js";
import { richText } from "../richtext.js";
import { element } from "./elements.js";
import { renderBlocks } from "./index.js";
import { picture } from "./picture.js";

/** A picture, title, text and buttons in a frame. */
export function card(block, context) {
  return h(
    "article",
    { class: "card" },
    block.hero_image ? picture(block.hero_image, "hero") : null,
    titled(block, textNodes(block.title)),
    block.body ? h("div", { class: "text" }, textNodes(block.body)) : null,
    block.actions?.length
      ? h(
          "div",
          { class: "block-actions" },
          block.actions.map((part) => element(part, block, context)),
        )
      : null,
  );
}

/** Cards side by side, to be scrolled. */
export function carousel(block, context) {
  const cards = (block.elements ?? []).map((one) => card(one, context));
  return h("div", { tabIndex: 0, role: "region", "aria-label": "Cards" }, cards);
}

/** A notice in the colour of its level. */
export function alert(block) {
  return h(
    "div",
    { role: block.level === "error" ? "alert" : "note", class: `is-${block.level ?? "default"}` },
    textNodes(block.text),
  );
}

/** Blocks under a common title, which may be folded away. */
export function container(block, context) {
  const title = block.rich_text_title ? richText(block.rich_text_title) : textNodes(block.title);
  const content = h("div", { class: "blocks" }, renderBlocks(block.child_blocks, context));
  if (!block.is_collapsible) return h("section", {}, titled(block, title), content);
  return h("details", { open: !block.default_collapsed }, h("summary", {}, titled(block, title)), content);
}

function titled(block, title) {
  if (!title.length) return null;
  return h(
    "div",
    { class: "titled" },
    block.icon ? picture(block.icon, "small") : null,
    h(
      "div",
      {},
      h("div", { class: "card-title" }, title),
      block.subtitle ? h("div", { class: "hint" }, textNodes(block.subtitle)) : null,
    ),
  );
}
