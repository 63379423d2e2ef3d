/** What becomes of what was written: a message, files with words, or a command. */

import { act, upload } from "./api.js";
import { appChannel } from "./people.js";
import { openThread } from "./place.js";
import { store } from "./store.js";
import { tell } from "./toast.js";

// Below this the thread would take the place of the conversation.
const WIDE = 1000;

/** Send what is in the field and the files that wait. Nothing is lost when it could not be sent. */
export async function sendFrom(field, files, channel, thread) {
  const text = field.value.trim();
  const waiting = files.take();
  if (!text && !waiting.length) return;
  write(field, "");
  const answer = await send(text, waiting, channel, thread);
  if (answer.ok === false && !field.value) {
    write(field, text);
    files.add(waiting);
  }
  if (!thread) followAnswer(channel, answer.ts);
}

/** Say something to the app and watch its answer come. */
export async function sayToApp(channel, text) {
  const answer = await act("says", { channel, text });
  followAnswer(channel, answer.ts);
}

/** The app answers in a thread: open it, where there is room beside the conversation. */
function followAnswer(channel, ts) {
  if (ts && channel === appChannel()?.id && innerWidth > WIDE) openThread(ts);
}

function send(text, waiting, channel, thread) {
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
    return refuse(`${name} is not a command here. To write it anyway, begin with another word.`);
  }
  if (thread) return refuse("Commands don't work in threads. Use it in the conversation.");
  return act("commands", { channel, command: name, text: text.slice(name.length).trim() });
}

function refuse(sentence) {
  tell(sentence, "error");
  return { ok: false };
}

function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input"));
}
