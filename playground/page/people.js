/** Who is who: names, avatars, badges, and where a conversation is called what. */

import { h } from "./dom.js";
import { store } from "./store.js";

const SLACKBOT = { id: "USLACKBOT", name: "slackbot", real_name: "Slackbot", colour: "6b7280" };

/** The person of an id, or a stand-in that shows the id. */
export function person(id) {
  const known = id === SLACKBOT.id ? SLACKBOT : store.people.find((one) => one.id === id);
  return known ?? { id, name: id ?? "unknown", real_name: id ?? "Unknown" };
}

/** The name people call somebody by. */
export const called = (id) =>
  id === store.app.bot_user ? store.app.name : person(id).real_name || person(id).name;

/** Whether a message was written by the app. */
export const byApp = (message) => Boolean(message.bot_id) || message.user === store.app.bot_user;

/** A channel's name with its sign: "#marketing", or whom a direct message is with. */
export function channelName(id) {
  const channel = store.channels.find((one) => one.id === id);
  if (!channel) return id;
  return channel.kind === "im" ? store.app.name : `#${channel.name}`;
}

/** The direct messages with the app; undefined until they are first opened. */
export const appChannel = () => store.channels.find((one) => one.kind === "im");

const COLOURS = ["#b4534b", "#3f7d5b", "#4a6fa5", "#8a5aa0", "#a8742a", "#2f7f86"];

/** A round avatar with initials; the app's is square. */
export function avatar(id, size = "") {
  const isApp = id === store.app.bot_user;
  const name = called(id);
  const initials = isApp
    ? "✎"
    : name
        .split(/\s+/)
        .map((word) => word[0])
        .join("")
        .slice(0, 2)
        .toUpperCase();
  const node = h(
    "span",
    { class: `avatar ${size} ${isApp ? "is-app" : ""}`, "aria-hidden": "true" },
    initials,
  );
  if (!isApp)
    node.style.backgroundColor = cssColour(person(id).colour) ?? COLOURS[hash(name) % COLOURS.length];
  return node;
}

/** The mark of whatever an app wrote. */
export const badge = () => h("span", { class: "badge" }, "APP");

function cssColour(colour) {
  if (!colour) return null;
  return CSS.supports("color", colour) ? colour : CSS.supports("color", `#${colour}`) ? `#${colour}` : null;
}

function hash(text) {
  return [...text].reduce((sum, letter) => sum + letter.codePointAt(0), 0);
}
