/** A list of messages, oldest on top: day dividers, runs of one author, scrolled to the newest. */

import { h, keyed } from "./dom.js";
import { messageNode, signatureOf } from "./message.js";
import { dayKey, dayName } from "./time.js";

const RUN_SECONDS = 300;
const NEAR_END = 80;

/**
 * Show `messages` in `root`, which scrolls. `top` is an optional item ({key, signature, build}) above
 * them, `tail` one below. Whoever reads further up is left there; whoever is at the end stays at the end.
 */
export function showMessages(root, messages, { name, inThread, top = null, tail = null }) {
  const moved = root.shownName !== name;
  if (moved) root.replaceChildren();
  if (root.shownName === undefined) keepEnd(root);
  root.shownName = name;
  keyed(root, [top, ...messages.flatMap((message, index) => rows(message, messages[index - 1], inThread)), tail].filter(Boolean));
  if (moved) root.isAtEnd = true;
  if (root.isAtEnd) root.scrollTop = root.scrollHeight;
}

/** Stay at the end when pictures arrive or the window changes, unless somebody has scrolled up. */
function keepEnd(root) {
  const follow = () => root.isAtEnd && (root.scrollTop = root.scrollHeight);
  root.addEventListener("scroll", () => (root.isAtEnd = root.scrollHeight - root.scrollTop - root.clientHeight < NEAR_END));
  root.addEventListener("load", follow, true);
  root.addEventListener("error", follow, true);
  new ResizeObserver(follow).observe(root);
}

function rows(message, previous, inThread) {
  const newDay = !previous || dayKey(previous.ts) !== dayKey(message.ts);
  const follows = !newDay && continues(previous, message);
  const row = {
    key: message.ts,
    signature: `${follows} ${signatureOf(message, inThread)}`,
    build: () => messageNode(message, { inThread, follows }),
  };
  return newDay ? [divider(message.ts), row] : [row];
}

function divider(ts) {
  const name = dayName(ts);
  const build = () => h("div", { class: "day", role: "separator", "aria-label": name }, h("span", {}, name));
  return { key: `day ${dayKey(ts)}`, signature: name, build };
}

function continues(previous, message) {
  const sameAuthor = previous.user === message.user && previous.bot_id === message.bot_id;
  const plain = !previous.is_ephemeral === !message.is_ephemeral && !previous.reply_count;
  return sameAuthor && plain && Number(message.ts) - Number(previous.ts) < RUN_SECONDS;
}
