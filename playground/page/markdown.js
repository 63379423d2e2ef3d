/**
 * The markdown block: a safe small subset of Markdown (headings, bold, italic, strike, code, fences,
 * lists, quotes, rules, links) as nodes. HTML in it is shown as the text it is.
 */

import { copyable } from "./copy.js";
import { h } from "./dom.js";
import { character } from "./emoji.js";
import { link } from "./references.js";

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const INLINE = new RegExp(
  [
    "\\\\([\\\\`*_{}\\[\\]()#+.!~>|-])",
    "`([^`\\n]+)`",
    "\\[([^\\]\\n]+)\\]\\(([^\\s)]+)\\)",
    "(\\*\\*|__)(?=\\S)(.+?\\S?)\\5",
    "(?<![\\p{L}\\p{N}*_])([*_])(?=\\S)([^*_\\n]*?\\S)\\7(?![\\p{L}\\p{N}])",
    "~~(?=\\S)(.+?)~~",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "u",
);

/** The nodes of a Markdown text. */
export function markdown(text) {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const nodes = [];
  while (lines.length) nodes.push(block(lines));
  return nodes.filter(Boolean);
}

/** Takes the lines of one block off the front. */
function block(lines) {
  const line = lines[0];
  if (/^\s*```/.test(line)) return fence(lines);
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) return lines.shift() && h(`h${Math.min(heading[1].length + 2, 6)}`, {}, inline(heading[2]));
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return lines.shift() && h("hr");
  if (/^\s*>/.test(line))
    return h(
      "blockquote",
      {},
      markdown(
        take(lines, (next) => /^\s*>/.test(next))
          .map(unquoted)
          .join("\n"),
      ),
    );
  if (ITEM.test(line)) return list(take(lines, (next) => ITEM.test(next) || /^\s{2,}\S/.test(next)));
  if (!line.trim()) return void lines.shift();
  return h("p", {}, inline(take(lines, paragraph).join("\n")));
}

const unquoted = (line) => line.replace(/^\s*> ?/, "");
const paragraph = (line) => line.trim() && !/^\s*(```|#{1,6}\s|>)/.test(line) && !ITEM.test(line);

function take(lines, belongs) {
  const taken = [lines.shift()];
  while (lines.length && belongs(lines[0])) taken.push(lines.shift());
  return taken;
}

function fence(lines) {
  lines.shift();
  const end = lines.findIndex((line) => /^\s*```\s*$/.test(line));
  const code = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return copyable(code.join("\n"));
}

/** A list with its nested lists: deeper items belong to the one above. */
function list(lines) {
  const [, indent, number] = ITEM.exec(lines[0]);
  const node = h(number ? "ol" : "ul");
  if (number) node.start = Number(number);
  while (lines.length) {
    const line = lines.shift();
    const text = ITEM.exec(line)?.[3] ?? line.trim();
    const inner = [];
    while (lines.length && /^\s*/.exec(lines[0])[0].length > indent.length) inner.push(lines.shift());
    const item = h("li", {}, inline(text));
    if (inner.length)
      item.append(...(ITEM.test(inner[0]) ? [list(inner)] : inline(`\n${inner.join("\n").trim()}`)));
    node.append(item);
  }
  return node;
}

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let hit = INLINE.exec(rest); hit; hit = INLINE.exec(rest)) {
    nodes.push(rest.slice(0, hit.index), token(hit));
    rest = rest.slice(hit.index + hit[0].length);
  }
  return [...nodes, rest].filter((node) => node !== "");
}

function token([whole, escaped, code, label, url, strong, bold, emphasis, italic, struck, emoji]) {
  if (escaped) return escaped;
  if (code) return h("code", {}, code);
  if (label) return link(url, h("span", {}, inline(label)));
  if (strong) return h("strong", {}, inline(bold));
  if (emphasis) return h("em", {}, inline(italic));
  if (struck) return h("s", {}, inline(struck));
  return character(emoji) ?? whole;
}
