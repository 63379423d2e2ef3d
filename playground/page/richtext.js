/** Slack's rich_text block: what is in it is shown, never parsed. */

import { copyable } from "./copy.js";
import { h } from "./dom.js";
import { shown } from "./emoji.js";
import { link, mention } from "./references.js";
import { called, channelName } from "./people.js";
import { store } from "./store.js";
import { precise, slackDate } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code", highlight: "mark" };
const NUMBERING = ["1", "a", "i"];

/** The nodes of a rich_text block (or of the rich_text in a table cell). */
export function richText(block) {
  return (block.elements ?? []).map(part);
}

function part(element) {
  const children = () => (element.elements ?? []).map(leaf);
  switch (element.type) {
    case "rich_text_section":
      return h("div", { class: "rich-section" }, children());
    case "rich_text_quote":
      return h("blockquote", {}, children());
    case "rich_text_preformatted":
      return copyable(children());
    case "rich_text_list":
      return list(element);
    default:
      return missing(element.type);
  }
}

function list(element) {
  const ordered = element.style === "ordered";
  const indent = element.indent ?? 0;
  const node = h(
    ordered ? "ol" : "ul",
    { class: `rich-list level-${indent % 3}` },
    (element.elements ?? []).map((item) => h("li", {}, part(item))),
  );
  if (ordered) Object.assign(node, { type: NUMBERING[indent % 3], start: (element.offset ?? 0) + 1 });
  node.style.marginInlineStart = `${indent * 1.5}rem`;
  return node;
}

function leaf(element) {
  const make = LEAVES[element.type];
  if (!make) return missing(element.type);
  return Object.entries(element.style ?? {})
    .filter(([style, on]) => on && STYLES[style])
    .reduce((node, [style]) => h(STYLES[style], {}, node), make(element));
}

const LEAVES = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text ?? url),
  user: ({ user_id: id }) => mention(`@${called(id)}`, id === store.me),
  usergroup: ({ usergroup_id: id }) => mention(`@${id}`, true),
  channel: ({ channel_id: id }) => mention(channelName(id)),
  broadcast: ({ range }) => mention(`@${range}`, true),
  emoji: ({ name, unicode }) =>
    h("span", { class: "emoji", title: `:${name}:` }, unicode ? fromHex(unicode) : shown(name)),
  date: ({ timestamp, format, url }) => {
    const node = h("time", { title: precise(timestamp) }, slackDate(timestamp, format ?? "{date}"));
    return url ? link(url, node) : node;
  },
  color: ({ value }) => h("code", {}, value),
  team: ({ team_id: id }) => id,
};

function fromHex(unicode) {
  return String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16)));
}

const missing = (type) => h("span", { class: "unsupported" }, `unsupported element: ${type}`);
