/** The buttons below what one writes: emoji and the app's global shortcuts. */

import { act } from "./api.js";
import { pictureButton } from "./controls.js";
import { shown } from "./emoji.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { pickEmoji } from "./picker.js";
import { store } from "./store.js";

/** Picks an emoji and puts it where the cursor is. */
export function emojiButton(field) {
  const insert = (name) => {
    field.setRangeText(shown(name), field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input"));
  };
  return pictureButton("smile", "Emoji", (button) => pickEmoji(button, insert), { tool: "emoji" });
}

/** The "⚡" menu. */
export function shortcutsButton() {
  const open = (button) => openMenu(button, shortcuts(), "Shortcuts");
  return pictureButton("bolt", "Shortcuts", open, { tool: "shortcuts" });
}

function shortcuts() {
  const global = store.app.shortcuts.filter((one) => one.type === "global");
  return global.map(({ name, description, callback_id: id }) => ({
    label: name,
    hint: description,
    icon: icon("bolt"),
    data: { shortcut: id },
    pick: () => act("uses_shortcut", { callback_id: id }),
  }));
}
