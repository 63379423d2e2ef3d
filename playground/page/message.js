/** One message: who, when, what, its files, reactions and thread. */

import { act } from "./api.js";
import { renderBlocks } from "./blocks/index.js";
import { verbOf } from "./blocks/interact.js";
import { textButton } from "./controls.js";
import { h } from "./dom.js";
import { filesOf } from "./files.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { unescape } from "./references.js";
import { avatar, badge, byApp, called } from "./people.js";
import { reactionsOf } from "./reactions.js";
import { dots } from "./status.js";
import { dismiss, statusOf, store } from "./store.js";
import { threadLine } from "./thread_line.js";
import { clock, precise } from "./time.js";
import { toolbar } from "./toolbar.js";

/** What Slack says about a channel or a message, rather than somebody in it. */
const NEWS = new Set(["channel_join", "channel_leave", "tombstone"]);

/** Everything a message's looks depend on, as text: while it is the same, its node stays. */
export function signatureOf(message, inThread) {
  const status = inThread ? null : statusOf(message.channel, message.ts);
  const files = (message.files ?? []).map((file) => store.files[file.id]);
  return JSON.stringify([message, inThread, status, store.me, files]);
}

/** The node of a message; `follows` leaves out the author of a run of messages. */
export function messageNode(message, { inThread, follows }) {
  const { ts, channel } = message;
  const data = { ts, channel, author: message.user ?? message.bot_id, key: ts };
  const label = `${author(message)}, ${clock(ts)}`;
  const props = { class: classOf(message, follows), data, tabIndex: -1, "aria-label": label };
  const side = follows ? h("time", { class: "hint" }, clock(ts)) : avatar(authorId(message));
  const main = [
    follows ? null : byline(message),
    message.is_ephemeral ? onlyYou(message) : null,
    content(message),
    filesOf(message),
  ];
  const more = message.is_ephemeral ? [] : [reactionsOf(message), inThread ? null : threadLine(message)];
  return h(
    "article",
    props,
    h("div", { class: "gutter" }, side),
    h("div", { class: "message-main" }, main, more),
    message.is_ephemeral ? null : toolbar(message, inThread),
  );
}

const authorId = (message) => (byApp(message) ? store.app.bot_user : message.user);
const author = (message) => message.username ?? called(authorId(message));

function classOf({ is_ephemeral: forOne, subtype }, follows) {
  const marks = { message: true, follows, "is-ephemeral": forOne, "is-news": NEWS.has(subtype) };
  return Object.keys(marks)
    .filter((mark) => marks[mark])
    .join(" ");
}

function byline(message) {
  const time = h("time", { class: "hint", title: precise(message.ts) }, clock(message.ts));
  const name = h("strong", {}, author(message));
  return h("div", { class: "byline" }, name, byApp(message) ? badge() : null, time);
}

function onlyYou(message) {
  const gone = textButton("Dismiss", () => dismiss(message), { tool: "dismiss" }, { class: "link" });
  return h("div", { class: "only-you hint" }, icon("eye"), "Only visible to you ·", gone);
}

function content(message) {
  const byPerson = message.edited && message.edited.user !== store.app.bot_user;
  return [
    message.blocks?.length ? blocks(message) : text(message),
    message.streaming_state === "in_progress" ? dots() : null,
    byPerson ? h("span", { class: "hint edited" }, "(edited)") : null,
  ];
}

function blocks(message) {
  const { channel, ts, is_ephemeral: forOne } = message;
  const fire = ({ part, block, value }) => {
    const what = { block_id: block.block_id, action_id: part.action_id, value };
    return act(verbOf(part), { channel, ts, ephemeral: Boolean(forOne), ...what });
  };
  return h("div", { class: "blocks" }, renderBlocks(message.blocks, { surface: "message", fire }));
}

function text(message) {
  if (!message.text) return null;
  const words = message.mrkdwn === false ? [unescape(message.text)] : mrkdwn(message.text);
  return h("div", { class: "text" }, words);
}
