/**
 * Slack's mrkdwn as nodes: *bold* _italic_ ~strike~ `code` ```pre``` > quote, <links>, <@people>,
 * <#channels>, <!broadcasts>, <!date^…> and :emoji:. Whatever is none of these stays as written.
 */

import { h } from "./dom.js";
import { shown, character } from "./emoji.js";
import { called, channelName } from "./people.js";
import { store } from "./store.js";
import { precise, slackDate } from "./time.js";

const FENCE = /```\n?([\s\S]+?)```/;
const STYLES = { "*": "strong", "_": "em", "~": "s" };
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

/** The three characters that Slack escapes, back. */
export const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A link that may be followed, or its label alone where the scheme is not one of the web's. */
export function link(url, label, className = "") {
  const safe = /^(https?:|mailto:|tel:)/i.test(url);
  const props = { href: url, target: "_blank", rel: "noopener noreferrer", class: className };
  return safe ? h("a", props, label) : h("span", { class: className }, label);
}

/** A person or a group that is pinged. */
export const mention = (label, mine) => h("span", { class: `mention ${mine ? "is-me" : ""}` }, label);

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
  if (emoji !== undefined) return character(emoji) ? h("span", { class: "emoji", title: `:${emoji}:` }, shown(emoji)) : whole;
  return h(STYLES[mark], {}, inline(styled));
}

function refer(reference, whole) {
  const [target, label] = split(reference);
  if (target.startsWith("@")) return mention(`@${called(target.slice(1))}`, target.slice(1) === store.me);
  if (target.startsWith("#")) return mention(label ? `#${unescape(label)}` : channelName(target.slice(1)));
  if (target.startsWith("!date^")) return moment(target, label);
  if (target.startsWith("!subteam^")) return mention(unescape(label ?? target.split("^")[1]), true);
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, true);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return link(unescape(target), unescape(label ?? target.replace(/^mailto:/, "")));
  return unescape(whole);
}

function moment(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  if (!Number(seconds)) return unescape(fallback ?? target);
  const node = h("time", { title: precise(seconds) }, slackDate(seconds, unescape(format ?? "{date}")));
  return url ? link(unescape(url), node) : node;
}

function split(reference) {
  const bar = reference.indexOf("|");
  return bar < 0 ? [reference, undefined] : [reference.slice(0, bar), reference.slice(bar + 1)];
}

/** Inside a fence only references are undone; everything else stands as written. */
function flat(text) {
  return text.split(/(<[^<>\n]+>)/).map((part, index) => {
    if (index % 2 === 0) return unescape(part);
    const node = refer(part.slice(1, -1), part);
    return node.textContent ?? node;
  });
}
