/** The row of reactions below a message; a click adds one's own or takes it back. */

import { act } from "./api.js";
import { textButton } from "./controls.js";
import { h } from "./dom.js";
import { shown } from "./emoji.js";
import { called } from "./people.js";
import { store } from "./store.js";

/** The row, or null without reactions. */
export function reactionsOf(message) {
  const pills = (message.reactions ?? []).map((one) => pill(message, one));
  return pills.length ? h("div", { class: "reactions" }, pills) : null;
}

/** Add a reaction, or remove it if it is one's own already. */
export function toggleReaction({ channel, ts, reactions = [] }, name) {
  const mine = reactions.find((one) => one.name === name)?.users.includes(store.me);
  return act(mine ? "unreacts" : "reacts", { channel, ts, name });
}

function pill(message, { name, users, count = users.length }) {
  const who = `${users.map(called).join(", ")} reacted with :${name}:`;
  const props = {
    class: "reaction",
    title: who,
    "aria-label": `${who}, ${count}`,
    "aria-pressed": String(users.includes(store.me)),
  };
  const content = [h("span", { class: "emoji" }, shown(name)), h("span", {}, String(count))];
  const data = { reaction: name, key: `reaction ${name}` };
  return textButton(content, () => toggleReaction(message, name), data, props);
}
