/** A list of messages, oldest on top: day dividers, runs of one author, scrolled to the newest. */

import { h, keyed } from "./dom.js";
import { messageNode, signatureOf } from "./message.js";
import { store } from "./store.js";
import { dayKey, dayName } from "./time.js";

const RUN_SECONDS = 300;
const NEAR_END = 80;
const MARGIN = 12;

/**
 * Show `messages` in `root`, which scrolls; `top` is an optional item ({key, signature, build}) above
 * them. Whoever reads further up is left there; whoever is at the end is shown what is new.
 */
export function showMessages(root, messages, { name, inThread, top = null }) {
  const moved = root.shownName !== name;
  if (root.shownName === undefined) keepEnd(root);
  if (moved) root.replaceChildren();
  const newest = messages.at(-1);
  const isNew = newest?.ts !== root.newest;
  keyed(root, [top, ...messages.flatMap((one, at) => rows(one, messages[at - 1], inThread))].filter(Boolean));
  Object.assign(root, { shownName: name, newest: newest?.ts });
  if (moved || (isNew && (root.isAtEnd || newest?.user === store.me))) showNewest(root);
  else stay(root);
}

/** The newest message in view: whole at the foot, or from its first line when it is taller than the view. */
function showNewest(root) {
  const last = root.lastElementChild;
  const tall = last && last.offsetHeight > root.clientHeight - 2 * MARGIN;
  root.scrollTop = tall ? last.offsetTop - root.offsetTop - MARGIN : root.scrollHeight;
  root.isAtEnd = isAtEnd(root);
}

const isAtEnd = (root) => root.scrollHeight - root.scrollTop - root.clientHeight < NEAR_END;

function stay(root) {
  if (root.isAtEnd) root.scrollTop = root.scrollHeight;
}

/** Stay at the end when pictures arrive or the window changes, unless somebody has scrolled up. */
function keepEnd(root) {
  root.addEventListener("scroll", () => (root.isAtEnd = isAtEnd(root)));
  root.addEventListener("load", () => stay(root), true);
  root.addEventListener("error", () => stay(root), true);
  new ResizeObserver(() => stay(root)).observe(root);
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
