/** The right side: a thread with its composer, and what the app is doing in it. */

import { composer } from "./composer.js";
import { h, refresh } from "./dom.js";
import { icon } from "./icons.js";
import { showMessages } from "./messages.js";
import { channelName } from "./people.js";
import { openThread, place } from "./place.js";
import { statusLine } from "./status.js";
import { messageAt, threadOf } from "./store.js";

/** Show the open thread in `root`, or hide it. */
export function showThread(root) {
  const { channel, thread } = place;
  root.hidden = !thread;
  if (!thread) return;
  refresh(root, `${channel}/${thread}`, () => frame(channel, thread));
  const missing = messageAt(channel, thread) ? null : { key: "missing", signature: "missing", build: () => h("p", { class: "empty" }, "This message was deleted or can't be found.") };
  showMessages(root.querySelector(".message-list"), threadOf(channel, thread), { name: `${channel}/${thread}`, inThread: true, top: missing });
  statusLine(root.querySelector(".status"), channel, thread);
}

function frame(channel, thread) {
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Close the thread", data: { tool: "close-thread", key: "close-thread" }, on: { click: () => openThread(null) } }, icon("close"));
  return [
    h("header", { class: "pane-head" }, h("div", { class: "pane-title" }, h("h2", {}, "Thread"), h("span", { class: "hint" }, channelName(channel))), close),
    h("div", { class: "message-list", role: "log", "aria-live": "polite", "aria-label": "Thread", tabIndex: 0 }),
    h("div", { class: "status", role: "status", "aria-live": "polite" }),
    composer({ channel, thread }),
  ];
}
