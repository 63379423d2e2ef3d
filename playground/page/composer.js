/**
 * Where one writes: Enter sends, Shift+Enter breaks the line. A line that begins with "/" is a command;
 * "@" completes people; files come by the button, by drop or by paste; "⚡" has the app's shortcuts.
 */

import { attachments } from "./attachments.js";
import { completion } from "./complete.js";
import { emojiButton, shortcutsButton } from "./composer_tools.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { channelName } from "./people.js";
import { sendFrom } from "./sending.js";
import { store } from "./store.js";

// What was begun and not sent stays, wherever one looks meanwhile.
const begun = new Map();

/** A composer for a channel, or for a thread of it. */
export function composer({ channel, thread = null }) {
  const files = attachments();
  const field = writingField(channel, thread);
  const suggestions = completion(field, { commands: !thread });
  const data = { composer: thread ? "thread" : "channel", channel, thread };
  const form = h("form", { class: "composer", data }, suggestions.list, field, files.list, bar(field, files));
  field.addEventListener("keydown", (event) => {
    if (suggestions.takes(event) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  field.addEventListener("paste", files.pasted);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendFrom(field, files, channel, thread);
  });
  form.takeFiles = files.add;
  return form;
}

/** Put the cursor into the composer of a pane, unless that would bring up a keyboard on the screen. */
export function beginWriting(pane) {
  if (!matchMedia("(hover: hover)").matches) return;
  pane.querySelector(".composer-field")?.focus({ preventScroll: true });
}

function writingField(channel, thread) {
  const place = `${store.me} ${channel} ${thread}`;
  const field = h("textarea", {
    rows: 1,
    class: "composer-field",
    placeholder: thread ? "Reply…" : `Message ${channelName(channel)}`,
    "aria-label": thread ? "Reply" : `Message ${channelName(channel)}`,
    data: { key: `field ${thread}` },
  });
  field.value = begun.get(place) ?? "";
  field.addEventListener("input", () => {
    begun.set(place, field.value);
    grow(field);
  });
  return field;
}

function bar(field, files) {
  const props = { type: "submit", class: "send", "aria-label": "Send", title: "Send" };
  const send = h("button", { ...props, data: { tool: "send" } }, icon("send"));
  const hint = h("span", { class: "composer-hint hint" }, "Enter sends, Shift+Enter breaks the line");
  return h("div", { class: "composer-bar" }, files.button, emojiButton(field), shortcutsButton(), hint, send);
}

/** As high as what is written, where the browser doesn't see to it by itself. */
function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
