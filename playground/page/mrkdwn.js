/**
 * Slack's mrkdwn as nodes: *bold* _italic_ ~strike~ `code` ```pre``` > quote, <links>, <@people>,
 * <#channels>, <!broadcasts>, <!date^…> and :emoji:. Whatever is none of these stays as written.
 */

import { h } from "./dom.js";
import { character } from "./emoji.js";
import { link, refer, unescape } from "./references.js";

const FENCE = /```\n?([\s\S]+?)```/;
const STYLES = { "*": "strong", _: "em", "~": "s" };
// In this order at each place: code, <reference>, bare address, :emoji:, a styled span between word boundaries.
const TOKEN = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    "(https?:\\/\\/[^\\s<>|]*[^\\s<>|.,;:!?'\")\\]*_~])",
    ":([a-z0-9_+'’-]+(?:::skin-tone-[2-6])?):",
    "(?<![\\p{L}\\p{N}])([*_~])(?!\\5|\\s)(.*?\\S)\\5(?![\\p{L}\\p{N}])",
  ].join("|"),
  "u",
);

/** The nodes of a mrkdwn text. */
export function mrkdwn(text) {
  const nodes = [];
  let rest = text ?? "";
  for (let hit = FENCE.exec(rest); hit; hit = FENCE.exec(rest)) {
    nodes.push(...lines(rest.slice(0, hit.index).replace(/\n$/, "")));
    nodes.push(h("pre", {}, flat(hit[1].replace(/\n$/, ""))));
    rest = rest.slice(hit.index + hit[0].length).replace(/^\n/, "");
  }
  return [...nodes, ...lines(rest)];
}

/** A text object ({type: plain_text | mrkdwn, text}) or a bare string as nodes. */
export function textNodes(object) {
  if (!object) return [];
  if (typeof object === "string") return [object];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plainText(object);
}

/** A plain_text object as nodes: nothing is parsed but emoji. */
export function plainText(object) {
  const text = typeof object === "string" ? object : (object?.text ?? "");
  if (typeof object === "object" && object?.emoji === false) return [text];
  return [text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => character(name) ?? whole)];
}

function lines(text) {
  if (!text) return [];
  const nodes = [];
  let quoted = null;
  for (const [index, line] of text.split("\n").entries()) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quote) {
      if (!quoted) nodes.push((quoted = h("blockquote")));
      else quoted.append("\n");
      quoted.append(...inline(quote[1]));
    } else {
      if (index && !quoted) nodes.push("\n");
      quoted = null;
      nodes.push(...inline(line));
    }
  }
  return nodes;
}

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let hit = TOKEN.exec(rest); hit; hit = TOKEN.exec(rest)) {
    nodes.push(unescape(rest.slice(0, hit.index)));
    nodes.push(token(hit));
    rest = rest.slice(hit.index + hit[0].length);
  }
  return [...nodes, unescape(rest)].filter((node) => node !== "");
}

function token([whole, code, reference, address, emoji, mark, styled]) {
  if (code !== undefined) return h("code", {}, unescape(code));
  if (reference !== undefined) return refer(reference, whole);
  if (address !== undefined) return link(unescape(address), unescape(address));
  if (emoji !== undefined) return picture(emoji) ?? whole;
  return h(STYLES[mark], {}, inline(styled));
}

function picture(name) {
  const found = character(name);
  return found && h("span", { class: "emoji", title: `:${name}:` }, found);
}

/** Inside a fence only references are undone; everything else stands as written. */
function flat(text) {
  return text.split(/(<[^<>\n]+>)/).map((part, index) => {
    if (index % 2 === 0) return unescape(part);
    const node = refer(part.slice(1, -1), part);
    return node.textContent ?? node;
  });
}
