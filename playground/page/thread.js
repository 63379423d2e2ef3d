/** The right side: a thread with its composer, and what the app is doing in it. */

import { beginWriting, composer } from "./composer.js";
import { pictureButton } from "./controls.js";
import { h, refresh } from "./dom.js";
import { showMessages } from "./messages.js";
import { channelName } from "./people.js";
import { openThread, place } from "./place.js";
import { statusLine } from "./status.js";
import { messageAt, store, threadOf } from "./store.js";

/** Show the open thread in `root`, or hide it. */
export function showThread(root) {
  const { channel, thread } = place;
  root.hidden = !thread;
  if (!thread) return;
  const isNew = refresh(root, `${store.me} ${channel}/${thread}`, () => frame(channel, thread));
  if (isNew) beginWriting(root);
  const options = { name: thread, inThread: true, top: messageAt(channel, thread) ? null : missing() };
  showMessages(root.querySelector(".message-list"), threadOf(channel, thread), options);
  statusLine(root.querySelector(".status"), channel, thread);
}

function frame(channel, thread) {
  const data = { tool: "close-thread", key: "close-thread" };
  const title = [h("h2", {}, "Thread"), h("span", { class: "hint" }, channelName(channel))];
  const close = pictureButton("close", "Close the thread", () => openThread(null), data);
  const log = { class: "message-list", role: "log", "aria-live": "polite", "aria-label": "Thread" };
  return [
    h("header", { class: "pane-head" }, h("div", { class: "pane-title" }, title), close),
    h("div", { ...log, tabIndex: 0 }),
    h("div", { class: "status", role: "status", "aria-live": "polite" }),
    composer({ channel, thread }),
  ];
}

function missing() {
  const build = () => h("p", { class: "empty" }, "This message was deleted or can't be found.");
  return { key: "missing", signature: "missing", build };
}
