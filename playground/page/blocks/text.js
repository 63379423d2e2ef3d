/** The blocks that mostly show text: section, header, context, divider, image. */

import { h } from "../dom.js";
import { plainText, textNodes } from "../mrkdwn.js";
import { element } from "./elements.js";
import { picture } from "./picture.js";

/** Text, fields in two columns, and one control or picture beside them. */
export function section(block, context) {
  const text = [
    block.text ? h("div", { class: "text" }, textNodes(block.text)) : null,
    block.fields?.length
      ? h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("div", { class: "text" }, textNodes(field))),
        )
      : null,
  ];
  const accessory = block.accessory
    ? h("div", { class: "accessory" }, element(block.accessory, block, context))
    : null;
  return h("div", {}, h("div", { class: "section-text" }, text), accessory);
}

/** A line that stands out. */
export const header = (block) => h("h3", {}, plainText(block.text));

/** Small print: texts and tiny pictures in a row. */
export function contextBlock(block) {
  const parts = (block.elements ?? []).map((part) =>
    part.type === "image" ? picture(part, "tiny") : h("span", { class: "text" }, textNodes(part)),
  );
  return h("div", {}, parts);
}

/** A rule between blocks. */
export const divider = () => h("hr");

/** A picture with its title. */
export function image(block) {
  const title = block.title ? h("figcaption", {}, plainText(block.title)) : null;
  return h("figure", {}, title, picture(block));
}
