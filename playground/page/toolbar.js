/** What one can do with a message: react, answer in its thread, the app's message shortcuts, delete. */

import { act } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { pickEmoji } from "./picker.js";
import { openThread } from "./place.js";
import { toggleReaction } from "./reactions.js";
import { store } from "./store.js";

/** The bar that appears over a message. */
export function toolbar(message, inThread) {
  const root = message.thread_ts ?? message.ts;
  const react = tool("react", "smile", "Add a reaction", (event) => pickEmoji(event.currentTarget, (name) => toggleReaction(message, name)));
  const reply = inThread ? null : tool("reply", "reply", "Reply in thread", () => openThread(root));
  const more = tool("more", "dots", "More", (event) => openMenu(event.currentTarget, items(message)));
  more.setAttribute("aria-haspopup", "menu");
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": "Message" }, react, reply, more);
}

function tool(name, picture, label, press) {
  return h("button", { type: "button", class: "icon-button", data: { tool: name }, "aria-label": label, title: label, on: { click: press } }, icon(picture));
}

function items(message) {
  const shortcuts = store.app.shortcuts.filter((one) => one.type === "message");
  const where = { channel: message.channel, ts: message.ts };
  const rows = shortcuts.map(({ name, callback_id: id, description }) => ({
    label: name,
    hint: description ? `${store.app.name} · ${description}` : store.app.name,
    icon: icon("bolt"),
    data: { shortcut: id },
    pick: () => act("uses_message_shortcut", { callback_id: id, ...where }),
  }));
  const copy = { label: "Copy text", icon: icon("copy"), data: { tool: "copy" }, pick: () => navigator.clipboard?.writeText(message.text ?? "") };
  const remove = { label: "Delete message", icon: icon("trash"), danger: true, data: { tool: "delete" }, pick: () => act("deletes", where) };
  return message.user === store.me ? [...rows, copy, remove] : [...rows, copy];
}
