/** The row of reactions below a message; a click adds one's own or takes it back. */

import { act } from "./api.js";
import { h } from "./dom.js";
import { shown } from "./emoji.js";
import { called } from "./people.js";
import { store } from "./store.js";

/** The row, or null without reactions. */
export function reactionsOf(message) {
  const reactions = message.reactions ?? [];
  return reactions.length ? h("div", { class: "reactions" }, reactions.map((one) => pill(message, one))) : null;
}

/** Add a reaction, or remove it if it is one's own already. */
export function toggleReaction({ channel, ts, reactions = [] }, name) {
  const mine = reactions.find((one) => one.name === name)?.users.includes(store.me);
  return act(mine ? "unreacts" : "reacts", { channel, ts, name });
}

function pill(message, { name, users, count = users.length }) {
  const mine = users.includes(store.me);
  const label = `${users.map(called).join(", ")} reacted with :${name}:`;
  return h(
    "button",
    { type: "button", class: "reaction", "aria-pressed": String(mine), title: label, "aria-label": `${label}, ${count}`, data: { reaction: name, key: `reaction ${name}` }, on: { click: () => toggleReaction(message, name) } },
    h("span", { class: "emoji" }, shown(name)),
    h("span", {}, String(count)),
  );
}
