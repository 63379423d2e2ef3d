/** The app's About tab: what it says of itself, its commands and shortcuts. */

import { textButton } from "./controls.js";
import { h, refresh } from "./dom.js";
import { avatar } from "./people.js";
import { openApp } from "./place.js";
import { store } from "./store.js";

const PLACES = { message: "in the … menu of a message", global: "in the ⚡ menu below a conversation" };

/** Show the About tab in `root`. */
export function showAbout(root) {
  refresh(root, `about ${JSON.stringify(store.app)}`, () => about(store.app));
}

function about({ name, description, bot_user: bot, commands, shortcuts }) {
  const words = h("div", {}, h("h2", {}, name), h("p", {}, description));
  return h(
    "div",
    { class: "about" },
    h("div", { class: "about-head" }, avatar(bot, "is-large"), words),
    list("Commands", commands.map(command)),
    list("Shortcuts", shortcuts.map(shortcut)),
    h("p", {}, textButton(`Message ${name}`, openApp, {}, { class: "button is-primary" })),
  );
}

const command = ({ command: name, usage_hint: hint, description }) => [
  h("dt", {}, h("code", {}, `${name} ${hint ?? ""}`.trim())),
  h("dd", {}, description),
];

const shortcut = ({ name, type, description }) => [
  h("dt", {}, h("strong", {}, name)),
  h("dd", {}, `${description} (${PLACES[type]})`),
];

function list(title, rows) {
  return rows.length ? h("section", {}, h("h3", {}, title), h("dl", {}, rows)) : null;
}
