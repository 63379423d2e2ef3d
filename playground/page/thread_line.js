/** Below a root message: what the app is doing in its thread, else how many answered there. */

import { textButton } from "./controls.js";
import { h } from "./dom.js";
import { avatar } from "./people.js";
import { openThread } from "./place.js";
import { dots, sentence } from "./status.js";
import { statusOf } from "./store.js";
import { ago } from "./time.js";

const FACES = 3;

/** The line, which opens the thread; null when there is nothing in it. */
export function threadLine(message) {
  const status = statusOf(message.channel, message.ts);
  if (!status && !message.reply_count) return null;
  const data = { thread: message.ts, key: `thread ${message.ts}` };
  const content = status ? [sentence(status.status), dots()] : replies(message);
  const props = { class: `thread-line ${status ? "is-busy" : ""}` };
  return textButton(content, () => openThread(message.ts), data, props);
}

function replies({ reply_count: count, reply_users: users = [], latest_reply: latest }) {
  return [
    users.slice(0, FACES).map((id) => avatar(id, "is-tiny")),
    h("strong", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    latest ? h("span", { class: "hint" }, `Last reply ${ago(latest)}`) : null,
  ];
}
