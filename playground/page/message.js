/** One message: who, when, what, its files, reactions and thread. */

import { act } from "./api.js";
import { renderBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { filesOf } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { avatar, badge, byApp, called } from "./people.js";
import { openThread } from "./place.js";
import { reactionsOf } from "./reactions.js";
import { dots, sentence } from "./status.js";
import { statusOf, store } from "./store.js";
import { ago, clock, precise } from "./time.js";
import { toolbar } from "./toolbar.js";

/** Everything a message's looks depend on, as text: while it is the same, its node stays. */
export function signatureOf(message, inThread) {
  const status = inThread ? null : statusOf(message.channel, message.ts);
  return JSON.stringify([message, inThread, status, store.me, (message.files ?? []).map((file) => store.files[file.id])]);
}

/** The node of a message; `follows` leaves out the author of a run of messages. */
export function messageNode(message, { inThread, follows }) {
  const { ts, channel } = message;
  const node = h(
    "article",
    {
      class: ["message", follows && "follows", message.is_ephemeral && "is-ephemeral", NEWS.has(message.subtype) && "is-news"].filter(Boolean).join(" "),
      data: { ts, channel, author: message.user ?? message.bot_id, key: ts },
      tabIndex: -1,
      "aria-label": `${author(message)}, ${clock(ts)}`,
    },
    h("div", { class: "gutter" }, follows ? h("time", { class: "hint" }, clock(ts)) : avatar(authorId(message))),
    h("div", { class: "message-main" }, follows ? null : byline(message), onlyYou(message), content(message), filesOf(message), message.is_ephemeral ? null : reactionsOf(message), inThread ? null : threadLine(message)),
  );
  if (!message.is_ephemeral) node.append(toolbar(message, inThread));
  return node;
}

/** What Slack says about a channel or a message, rather than somebody in it. */
const NEWS = new Set(["channel_join", "channel_leave", "tombstone"]);

const authorId = (message) => (byApp(message) ? store.app.bot_user : message.user);
const author = (message) => message.username ?? called(authorId(message));

function byline(message) {
  const time = h("time", { class: "hint", title: precise(message.ts) }, clock(message.ts));
  return h("div", { class: "byline" }, h("strong", {}, author(message)), byApp(message) ? badge() : null, time);
}

function onlyYou(message) {
  if (!message.is_ephemeral) return null;
  return h("div", { class: "only-you hint" }, icon("eye"), "Only visible to you");
}

function content(message) {
  const context = { surface: "message", fire: (what) => tell(message, what) };
  const blocks = message.blocks?.length ? h("div", { class: "blocks" }, renderBlocks(message.blocks, context)) : null;
  const text = !blocks && message.text ? h("div", { class: "text", data: { text: "" } }, words(message)) : null;
  const growing = message.streaming_state === "in_progress" ? dots() : null;
  const edited = message.edited && message.edited.user !== store.app.bot_user ? h("span", { class: "hint edited" }, "(edited)") : null;
  return [blocks, text, growing, edited];
}

const words = (message) => (message.mrkdwn === false ? [unescape(message.text)] : mrkdwn(message.text));

function tell(message, { part, block, value }) {
  const verb = PRESSED.has(part.type) ? "clicks" : "selects";
  const where = { channel: message.channel, ts: message.ts, ephemeral: Boolean(message.is_ephemeral) };
  return act(verb, { ...where, block_id: block.block_id, action_id: part.action_id, value });
}

const PRESSED = new Set(["button", "icon_button", "feedback_buttons", "overflow"]);

/** Below a root message: what the app is doing there, else how many answered. */
function threadLine(message) {
  const status = statusOf(message.channel, message.ts);
  const open = () => openThread(message.ts);
  if (status) return h("button", { type: "button", class: "thread-line is-busy", data: { thread: message.ts }, on: { click: open } }, sentence(status.status), dots());
  if (!message.reply_count) return null;
  const count = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const faces = (message.reply_users ?? []).slice(0, 3).map((id) => avatar(id, "is-tiny"));
  const last = message.latest_reply ? h("span", { class: "hint" }, `last ${ago(message.latest_reply)}`) : null;
  return h("button", { type: "button", class: "thread-line", data: { thread: message.ts, key: `thread ${message.ts}` }, on: { click: open } }, faces, h("strong", {}, count), last);
}
