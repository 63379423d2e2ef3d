/** What points elsewhere: links, people, channels, broadcasts and moments; and Slack's escaping. */

import { h } from "./dom.js";
import { called, channelName } from "./people.js";
import { store } from "./store.js";
import { precise, slackDate } from "./time.js";

/** The three characters that Slack escapes, back. */
export const unescape = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A link that may be followed, or its label alone where the scheme is not one of the web's. */
export function link(url, label, className = "") {
  const safe = /^(https?:|mailto:|tel:)/i.test(url);
  const props = { href: url, target: "_blank", rel: "noopener noreferrer", class: className };
  return safe ? h("a", props, label) : h("span", { class: className }, label);
}

/** A person or a group that is pinged. */
export const mention = (label, mine) => h("span", { class: `mention ${mine ? "is-me" : ""}` }, label);

/** The content of Slack's angle brackets as a node; `whole` is what stands there when it is none. */
export function refer(reference, whole) {
  const [target, label] = split(reference);
  if (target.startsWith("@")) return mention(`@${called(target.slice(1))}`, target.slice(1) === store.me);
  if (target.startsWith("#")) return mention(label ? `#${unescape(label)}` : channelName(target.slice(1)));
  if (target.startsWith("!date^")) return moment(target, label);
  if (target.startsWith("!subteam^")) return mention(unescape(label ?? target.split("^")[1]), true);
  if (target.startsWith("!")) return mention(`@${target.slice(1)}`, true);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target))
    return link(unescape(target), unescape(label ?? target.replace(/^mailto:/, "")));
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
