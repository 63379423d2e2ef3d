/** Completion in a composer: "/" lists commands with their hints, "@" people, ":" emoji. */

import { h } from "./dom.js";
import { findEmoji, shown } from "./emoji.js";
import { store } from "./store.js";

const MOST = 8;
let lists = 0;

/** The list above `field`, and `takes(event)`: whether a key was meant for the list. */
export function completion(field, { commands }) {
  lists += 1;
  const list = h("ul", { class: "suggestions", role: "listbox", id: `suggestions-${lists}`, hidden: true, "aria-label": "Suggestions" });
  const state = { found: [], at: 0 };
  field.setAttribute("aria-controls", list.id);
  const show = () => {
    list.hidden = !state.found.length;
    list.replaceChildren(...state.found.map((one, index) => row(one, index === state.at, () => choose(one))));
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  const look = () => {
    Object.assign(state, { found: suggest(field, commands), at: 0 });
    show();
  };
  const choose = (one) => {
    const at = field.selectionStart;
    field.setRangeText(one.insert, at - one.typed.length, at, "end");
    field.focus();
    Object.assign(state, { found: [] });
    show();
  };
  field.addEventListener("input", look);
  field.addEventListener("blur", () => setTimeout(() => (list.hidden = true), 150));
  return { list, takes: (event) => !list.hidden && takes(event, state, show, choose) };
}

function takes(event, state, show, choose) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) state.at = (state.at + step + state.found.length) % state.found.length;
  else if (event.key === "Escape") state.found = [];
  else if (event.key === "Tab" || (event.key === "Enter" && !isWhole(state.found[state.at]))) {
    event.preventDefault();
    choose(state.found[state.at]);
    return true;
  } else return false;
  event.preventDefault();
  event.stopPropagation();
  show();
  return true;
}

/** A command that is typed out is sent by Enter, not completed. */
const isWhole = (one) => one.typed === one.insert.trim();

function suggest(field, commands) {
  const before = field.value.slice(0, field.selectionStart);
  const command = commands && /^\/\S*$/.exec(before);
  if (command) return store.app.commands.filter((one) => one.command.startsWith(before)).map((one) => ofCommand(one, before));
  const [, typed] = /(?:^|\s)(@[\p{L}\p{N}._-]*|:[a-z0-9_+-]{2,})$/u.exec(before) ?? [];
  if (!typed) return [];
  return typed[0] === "@" ? ofPeople(typed) : findEmoji(typed.slice(1), MOST).map((name) => ({ typed, insert: `${shown(name)} `, label: `${shown(name)}  :${name}:`, key: name }));
}

const ofCommand = ({ command, usage_hint: usage, description }, typed) => ({ typed, insert: `${command} `, label: command, usage, hint: description, key: command });

function ofPeople(typed) {
  const query = typed.slice(1).toLowerCase();
  const matches = (one) => [one.name, ...(one.real_name ?? "").split(" "), one.real_name ?? ""].some((name) => name.toLowerCase().startsWith(query));
  return store.people.filter(matches).slice(0, MOST).map((one) => ({
    typed,
    insert: `@${one.is_bot ? one.name : one.real_name || one.name} `,
    label: one.real_name || one.name,
    hint: one.is_bot ? "app" : `@${one.name}`,
    key: one.id,
  }));
}

function row({ label, usage, hint, key }, selected, choose) {
  const node = h("li", { role: "option", "aria-selected": String(selected), data: { suggestion: key } }, h("span", {}, h("strong", {}, label), usage ? h("code", {}, usage) : null), hint ? h("span", { class: "hint" }, hint) : null);
  // Before the field loses the focus, which would close the list.
  node.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose();
  });
  return node;
}
