/** The left side: the workspace, the app's Home, channels, direct messages, and who one is. */

import { pictureButton, textButton } from "./controls.js";
import { h, refresh } from "./dom.js";
import { icon } from "./icons.js";
import { appChannel, avatar, badge } from "./people.js";
import { openApp, openChannel, openTab, place, seenUpTo, toggleDrawer } from "./place.js";
import { newest, store } from "./store.js";
import { switcher } from "./switcher.js";

/** Show the sidebar in `root`. */
export function showSidebar(root) {
  const unread = new Set(store.channels.filter(isUnread).map((one) => one.id));
  const { me, team, app, channels, people } = store;
  const signature = JSON.stringify([me, team, app.name, channels, people, [...unread], place]);
  refresh(root, signature, () => [head(), nav(unread), switcher()]);
}

function head() {
  const mark = h("span", { class: "workspace-mark", "aria-hidden": "true" }, (store.team.name ?? "?")[0]);
  const close = pictureButton("close", "Close the list", () => toggleDrawer(false), {}, "only-narrow");
  return h("div", { class: "workspace" }, mark, h("h1", {}, store.team.name), close);
}

function nav(unread) {
  const rooms = store.channels.filter((one) => one.kind !== "im");
  const direct = appChannel()?.id ?? "app";
  const home = { key: "home", here: place.view === "home", go: () => openTab("home"), data: { nav: "home" } };
  const app = [avatar(store.app.bot_user, "is-small"), store.app.name, badge()];
  return h(
    "nav",
    { "aria-label": "Conversations" },
    h("ul", {}, entry(home, [icon("home"), "App Home"])),
    h("h2", {}, "Channels"),
    h(
      "ul",
      {},
      rooms.map((one) => entry(room(one.id, unread), [icon("hash"), one.name])),
    ),
    h("h2", {}, "Direct messages"),
    h("ul", {}, entry({ ...room(direct, unread), go: openApp }, app)),
  );
}

function room(id, unread) {
  return {
    key: id,
    here: place.view === "channel" && place.channel === id,
    isUnread: unread.has(id),
    go: () => openChannel(id),
    data: { channel: id, nav: "channel" },
  };
}

function entry({ key, here, isUnread: fresh, go, data }, content) {
  const news = h("span", { class: "off-screen" }, "new messages");
  const dot = fresh ? h("span", { class: "unread", title: "New messages" }, news) : null;
  const props = { class: `nav-entry ${fresh ? "is-unread" : ""}`, "aria-current": here ? "page" : null };
  return h("li", {}, textButton([content, dot], go, { ...data, key }, props));
}

function isUnread(channel) {
  const latest = newest(channel.id);
  return Number(latest) > Number(seenUpTo(channel.id, latest));
}
