/** The middle: a channel with its messages and composer, or the app's pane with its tabs. */

import { showAbout } from "./about.js";
import { beginWriting, composer } from "./composer.js";
import { h, refresh } from "./dom.js";
import { showHome } from "./home.js";
import { introduction } from "./intro.js";
import { showMessages } from "./messages.js";
import { paneHead } from "./pane_head.js";
import { markSeen, place } from "./place.js";
import { newest, rootsOf, store } from "./store.js";

const TABS = { home: showHome, about: showAbout };

/** Show what the person is looking at in `root`. */
export function showMain(root) {
  const channel = store.channels.find((one) => one.id === place.channel);
  const signature = [place.view, place.channel, channel?.bot_is_member, store.me, store.app.name].join(" ");
  const isNew = refresh(root, signature, () => [paneHead(channel), ...frame(channel)]);
  if (isNew && !place.thread) beginWriting(root);
  if (place.view in TABS) TABS[place.view](root.querySelector(".pane"));
  else if (channel) showChannel(root.querySelector(".message-list"), channel);
}

function showChannel(root, channel) {
  const options = { name: channel.id, inThread: false, top: introduction(channel) };
  showMessages(root, rootsOf(channel.id), options);
  if (document.visibilityState === "visible") markSeen(channel.id, newest(channel.id));
}

function frame(channel) {
  if (place.view in TABS) return [h("div", { class: "pane", tabIndex: 0 })];
  if (!channel) return [h("p", { class: "empty" }, "Choose a conversation.")];
  const log = { class: "message-list", role: "log", "aria-live": "polite", "aria-label": "Messages" };
  return [h("div", { ...log, tabIndex: 0 }), composer({ channel: channel.id })];
}
