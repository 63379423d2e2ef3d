/** The head of the middle: the channel's name, or the app's with its tabs. */

import { act } from "./api.js";
import { pictureButton, textButton } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, badge } from "./people.js";
import { openApp, openTab, place, toggleDrawer } from "./place.js";
import { store } from "./store.js";

/** The head for a channel, undefined while none is chosen. */
export function paneHead(channel) {
  const isApp = place.view !== "channel" || channel?.kind === "im";
  const list = pictureButton("menu", "Show the list", () => toggleDrawer(), {}, "only-narrow");
  const content = isApp ? [ofApp(), tabs()] : ofChannel(channel);
  return h("header", { class: "pane-head" }, list, content);
}

function ofChannel(channel) {
  const title = h("h2", {}, icon("hash"), channel?.name ?? "");
  const isAbsent = channel && !channel.bot_is_member;
  return h("div", { class: "pane-title" }, title, isAbsent ? invitation(channel.id) : null);
}

function invitation(channel) {
  const invite = () => act("invites", { channel });
  return textButton(`Add ${store.app.name}`, invite, { tool: "invite" }, { class: "button is-small" });
}

function ofApp() {
  const { bot_user: bot, name } = store.app;
  return h("div", { class: "pane-title" }, avatar(bot, "is-medium"), h("h2", {}, name), badge());
}

function tabs() {
  const here = place.view === "channel" ? "messages" : place.view;
  const tab = (name, label, go) => {
    const props = { role: "tab", "aria-selected": String(name === here) };
    return textButton(label, go, { tab: name, key: `tab ${name}` }, props);
  };
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": store.app.name },
    tab("messages", "Messages", openApp),
    tab("home", "Home", () => openTab("home")),
    tab("about", "About", () => openTab("about")),
  );
}
