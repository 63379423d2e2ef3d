/** The top of a conversation: what it is, and in the app's messages what one may begin with. */

import { act } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { openThread } from "./place.js";
import { store } from "./store.js";

/** The item to put above a channel's messages. */
export function introduction(channel) {
  const offered = store.prompts[channel.id];
  const build = () => h("div", { class: "intro" }, channel.kind === "im" ? [forApp(), prompts(channel.id, offered)] : forChannel(channel));
  return { key: "intro", signature: JSON.stringify([channel, offered, store.app]), build };
}

function forApp() {
  const { bot_user: bot, name, description } = store.app;
  return [avatar(bot, "is-large"), h("h2", {}, name), h("p", {}, description)];
}

function forChannel(channel) {
  return [h("span", { class: "intro-mark" }, icon("hash")), h("h2", {}, channel.name), h("p", {}, channel.topic || `This is where #${channel.name} begins.`)];
}

function prompts(channel, offered) {
  if (!offered?.prompts?.length) return null;
  const buttons = offered.prompts.map(({ title, message }, index) => h("button", { type: "button", class: "prompt", title: message, data: { prompt: String(index) }, on: { click: () => send(channel, message) } }, h("span", {}, title)));
  return h("div", { class: "prompts", role: "group", "aria-label": "Suggestions" }, h("p", { class: "hint" }, offered.title ?? "You could begin with"), buttons);
}

async function send(channel, message) {
  const answer = await act("says", { channel, text: message });
  if (answer.ts && innerWidth > 1000) openThread(answer.ts);
}
