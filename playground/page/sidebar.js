/** The left side: the workspace, the app's Home, channels, direct messages, and who one is. */

import { become } from "./api.js";
import { h, refresh } from "./dom.js";
import { icon } from "./icons.js";
import { appChannel, avatar, badge } from "./people.js";
import { arrive, openApp, openChannel, openTab, place, seenUpTo, toggleDrawer } from "./place.js";
import { newest, store } from "./store.js";

/** Show the sidebar in `root`. */
export function showSidebar(root) {
  const unread = store.channels.filter(isUnread).map((one) => one.id);
  const signature = JSON.stringify([store.me, store.team, store.app.name, store.channels, store.people, unread, place]);
  refresh(root, signature, () => [head(), nav(unread), switcher()]);
}

function head() {
  const close = h("button", { type: "button", class: "icon-button only-narrow", "aria-label": "Close the list", on: { click: () => toggleDrawer(false) } }, icon("close"));
  return h("div", { class: "workspace" }, h("span", { class: "workspace-mark", "aria-hidden": "true" }, (store.team.name ?? "?")[0]), h("h1", {}, store.team.name), close);
}

function nav(unread) {
  const channels = store.channels.filter((one) => one.kind !== "im");
  const direct = appChannel() ?? { id: "app" };
  const home = entry({ key: "home", here: place.view === "home", go: () => openTab("home"), data: { nav: "home" } }, icon("home"), "App Home");
  return h(
    "nav",
    { "aria-label": "Conversations" },
    h("ul", {}, home),
    h("h2", {}, "Channels"),
    h("ul", {}, channels.map((one) => entry(channelEntry(one, unread), icon("hash"), one.name))),
    h("h2", {}, "Direct messages"),
    h("ul", {}, entry({ ...channelEntry(direct, unread), go: openApp }, avatar(store.app.bot_user, "is-small"), store.app.name, badge())),
  );
}

function channelEntry(channel, unread) {
  return {
    key: channel.id,
    here: place.view === "channel" && place.channel === channel.id,
    unread: unread.includes(channel.id),
    go: () => openChannel(channel.id),
    data: { channel: channel.id, nav: "channel" },
  };
}

function entry({ key, here, unread, go, data }, ...content) {
  const dot = unread ? h("span", { class: "unread", title: "New messages" }, h("span", { class: "off-screen" }, "new messages")) : null;
  const node = h("button", { type: "button", class: `nav-entry ${unread ? "is-unread" : ""}`, data: { ...data, key }, "aria-current": here ? "page" : null, on: { click: go } }, content, dot);
  return h("li", {}, node);
}

/** Whose eyes one looks through: the people of the workspace, one tab each if one likes. */
function switcher() {
  const people = store.people.filter((one) => !one.is_bot);
  const options = people.map((one) => h("option", { value: one.id, selected: one.id === store.me }, `${one.real_name || one.name}${one.is_admin ? " (admin)" : ""}`));
  const select = h("select", { class: "select", id: "me", data: { key: "me" } }, options);
  select.addEventListener("change", async () => {
    history.replaceState(null, "", `?as=${encodeURIComponent(select.value)}${location.hash}`);
    await become(select.value);
    await arrive();
  });
  return h("div", { class: "switcher" }, avatar(store.me, "is-medium"), h("label", { for: "me" }, "You are"), select);
}

function isUnread(channel) {
  const latest = newest(channel.id);
  return Number(latest) > Number(seenUpTo(channel.id, latest));
}
