/** What can complete the word before the cursor: "/" a command, "@" a person, ":" an emoji. */

import { findEmoji, shown } from "./emoji.js";
import { store } from "./store.js";

const MOST = 8;
const WORD = /(?:^|\s)(@[\p{L}\p{N}._-]*|:[a-z0-9_+-]{2,})$/u;

/** Suggestions `{typed, insert, label, usage, hint, key}` for the text before the cursor. */
export function suggest(before, { commands }) {
  if (commands && /^\/\S*$/.test(before)) return ofCommands(before);
  const [, typed] = WORD.exec(before) ?? [];
  if (!typed) return [];
  return typed.startsWith("@") ? ofPeople(typed) : ofEmoji(typed);
}

function ofCommands(typed) {
  const fitting = store.app.commands.filter((one) => one.command.startsWith(typed));
  return fitting.map(({ command, usage_hint: usage, description: hint }) => {
    return { typed, insert: `${command} `, label: command, usage, hint, key: command };
  });
}

function ofPeople(typed) {
  const query = typed.slice(1).toLowerCase();
  const begins = (name) => name.toLowerCase().startsWith(query);
  const names = ({ name, real_name: real = "" }) => [name, real, ...real.split(" ")];
  const fitting = store.people.filter((one) => names(one).some(begins)).slice(0, MOST);
  return fitting.map(({ id, name, real_name: real, is_bot: isBot }) => {
    const label = real || name;
    return { typed, insert: `@${isBot ? name : label} `, label, hint: isBot ? "app" : `@${name}`, key: id };
  });
}

function ofEmoji(typed) {
  return findEmoji(typed.slice(1), MOST).map((name) => {
    return { typed, insert: `${shown(name)} `, label: `${shown(name)}  :${name}:`, key: name };
  });
}
