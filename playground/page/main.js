/** The middle: a channel with its messages and composer, or the app's pane with its tabs. */

import { composer } from "./composer.js";
import { h, refresh } from "./dom.js";
import { showAbout, showHome } from "./home.js";
import { icon } from "./icons.js";
import { introduction } from "./intro.js";
import { showMessages } from "./messages.js";
import { avatar, badge } from "./people.js";
import { markSeen, openApp, openTab, place, toggleDrawer } from "./place.js";
import { newest, rootsOf, store } from "./store.js";

/** Show what the person is looking at in `root`. */
export function showMain(root) {
  const channel = store.channels.find((one) => one.id === place.channel);
  const isApp = place.view !== "channel" || channel?.kind === "im";
  refresh(root, JSON.stringify([place.view, place.channel, channel?.bot_is_member, store.me, store.app.name]), () => frame(channel, isApp));
  if (place.view === "home") showHome(root.querySelector(".pane"));
  else if (place.view === "about") showAbout(root.querySelector(".pane"));
  else if (channel) {
    showMessages(root.querySelector(".message-list"), rootsOf(channel.id), { name: channel.id, inThread: false, top: introduction(channel) });
    if (document.visibilityState === "visible") markSeen(channel.id, newest(channel.id));
  }
}

function frame(channel, isApp) {
  const list = h("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Show the list", on: { click: () => toggleDrawer() } }, icon("menu"));
  const head = h("header", { class: "pane-head" }, list, isApp ? appTitle() : channelTitle(channel), isApp ? tabs() : null);
  if (place.view !== "channel") return [head, h("div", { class: "pane", tabIndex: 0 })];
  if (!channel) return [head, h("p", { class: "empty" }, "Choose a conversation.")];
  const log = h("div", { class: "message-list", role: "log", "aria-live": "polite", "aria-label": "Messages", tabIndex: 0 });
  return [head, log, composer({ channel: channel.id })];
}

function channelTitle(channel) {
  const absent = channel && !channel.bot_is_member ? h("span", { class: "hint" }, `${store.app.name} isn't a member here`) : null;
  return h("div", { class: "pane-title" }, h("h2", {}, icon("hash"), channel?.name ?? ""), absent);
}

const appTitle = () => h("div", { class: "pane-title" }, avatar(store.app.bot_user, "is-medium"), h("h2", {}, store.app.name), badge());

function tabs() {
  const here = place.view === "channel" ? "messages" : place.view;
  const go = { messages: openApp, home: () => openTab("home"), about: () => openTab("about") };
  const tab = (name, label) => h("button", { type: "button", role: "tab", "aria-selected": String(name === here), data: { tab: name, key: `tab ${name}` }, on: { click: go[name] } }, label);
  return h("div", { class: "tabs", role: "tablist", "aria-label": store.app.name }, tab("messages", "Messages"), tab("home", "Home"), tab("about", "About"));
}
