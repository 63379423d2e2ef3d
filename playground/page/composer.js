/**
 * Where one writes: Enter sends, Shift+Enter breaks the line. A line that begins with "/" is a command;
 * "@" completes people; files come by the button, by drop or by paste; "⚡" has the app's shortcuts.
 */

import { act, upload } from "./api.js";
import { attachments } from "./attachments.js";
import { completion } from "./complete.js";
import { h } from "./dom.js";
import { shown } from "./emoji.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { appChannel, channelName } from "./people.js";
import { pickEmoji } from "./picker.js";
import { openThread } from "./place.js";
import { store } from "./store.js";
import { tell } from "./toast.js";

/** A composer for a channel, or for a thread of it. */
export function composer({ channel, thread = null }) {
  const files = attachments();
  const field = h("textarea", { rows: 1, class: "composer-field", placeholder: thread ? "Reply…" : `Message ${channelName(channel)}`, "aria-label": thread ? "Reply" : `Message ${channelName(channel)}`, data: { key: `field ${thread}` } });
  const suggestions = completion(field, { commands: !thread });
  const go = h("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send", data: { tool: "send" } }, icon("send"));
  const bar = h("div", { class: "composer-bar" }, files.button, emojiButton(field), shortcutsButton(), h("span", { class: "composer-hint hint" }, "Enter sends, Shift+Enter breaks the line"), go);
  const form = h("form", { class: "composer", data: { composer: thread ? "thread" : "channel", channel, thread } }, suggestions.list, field, files.list, bar);
  field.addEventListener("keydown", (event) => {
    if (suggestions.takes(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener("input", () => grow(field));
  field.addEventListener("paste", files.pasted);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(field, files, channel, thread);
  });
  form.takeFiles = files.add;
  return form;
}

/** As high as what is written, where the browser doesn't see to it by itself. */
function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

async function submit(field, files, channel, thread) {
  const text = field.value.trim();
  const waiting = files.take();
  if (!text && !waiting.length) return;
  field.value = "";
  field.dispatchEvent(new Event("input"));
  const answer = await send(text, waiting, channel, thread);
  // Nothing that was written is lost when it could not be sent.
  if (answer.ok === false && !field.value) {
    field.value = text;
    files.add(waiting);
  }
  if (answer.ts && !thread && channel === appChannel()?.id && innerWidth > 1000) openThread(answer.ts);
}

async function send(text, waiting, channel, thread) {
  if (waiting.length) return share(waiting, text, channel, thread);
  if (text.startsWith("/")) return command(text, channel, thread);
  return act("says", { channel, thread, text });
}

async function share(waiting, text, channel, thread) {
  let answer = {};
  for (const [index, file] of waiting.entries()) {
    answer = await upload(file, { channel, thread, text: index ? "" : text });
  }
  return answer;
}

function command(text, channel, thread) {
  const [name] = text.split(/\s/, 1);
  if (!store.app.commands.some((one) => one.command === name)) {
    tell(`${name} is not a command here. To write it anyway, put a space in front.`, "error");
    return { ok: false };
  }
  if (thread) {
    tell("Commands don't work in threads. Send it in the conversation.", "error");
    return { ok: false };
  }
  return act("commands", { channel, command: name, text: text.slice(name.length).trim() });
}

function emojiButton(field) {
  const insert = (name) => {
    field.setRangeText(shown(name), field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input"));
  };
  return tool("emoji", "smile", "Emoji", (button) => pickEmoji(button, insert));
}

function shortcutsButton() {
  const items = () =>
    store.app.shortcuts
      .filter((one) => one.type === "global")
      .map(({ name, description, callback_id: id }) => ({
        label: name,
        hint: description,
        icon: icon("bolt"),
        data: { shortcut: id },
        pick: () => act("uses_shortcut", { callback_id: id }),
      }));
  return tool("shortcuts", "bolt", "Shortcuts", (button) => openMenu(button, items(), "Shortcuts"));
}

function tool(name, picture, label, press) {
  const button = h("button", { type: "button", class: "icon-button", data: { tool: name }, "aria-label": label, title: label }, icon(picture));
  button.addEventListener("click", () => press(button));
  return button;
}
