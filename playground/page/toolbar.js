/** What one can do with a message: react, answer in its thread, the app's message shortcuts, delete. */

import { act } from "./api.js";
import { pictureButton } from "./controls.js";
import { copyText } from "./copy.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { pickEmoji } from "./picker.js";
import { openThread } from "./place.js";
import { toggleReaction } from "./reactions.js";
import { store } from "./store.js";

/** The bar that appears over a message. */
export function toolbar(message, inThread) {
  const pick = (button) => pickEmoji(button, (name) => toggleReaction(message, name));
  const open = () => openThread(message.thread_ts ?? message.ts);
  const menu = (button) =>
    openMenu(
      button,
      items(message, () => button.closest(".message").innerText),
    );
  return h(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Message" },
    pictureButton("smile", "Add a reaction", pick, { tool: "react" }),
    inThread ? null : pictureButton("reply", "Reply in thread", open, { tool: "reply" }),
    pictureButton("dots", "More", menu, { tool: "more" }),
  );
}

function items(message, shownText) {
  const where = { channel: message.channel, ts: message.ts };
  const copy = { label: "Copy text", icon: icon("copy"), data: { tool: "copy" } };
  const remove = { label: "Delete message", icon: icon("trash"), danger: true, data: { tool: "delete" } };
  const rows = [...shortcuts(where), { ...copy, pick: () => copyText(shownText()) }];
  if (message.user === store.me) rows.push({ ...remove, pick: () => act("deletes", where) });
  return rows;
}

function shortcuts(where) {
  const own = store.app.shortcuts.filter((one) => one.type === "message");
  return own.map(({ name, callback_id: id, description }) => ({
    label: name,
    hint: [store.app.name, description].filter(Boolean).join(" · "),
    icon: icon("bolt"),
    data: { shortcut: id },
    pick: () => act("uses_message_shortcut", { callback_id: id, ...where }),
  }));
}
