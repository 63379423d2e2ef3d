/** The top of a conversation: what it is, and in the app's messages what one may begin with. */

import { textButton } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { sayToApp } from "./sending.js";
import { store } from "./store.js";

/** The item to put above a channel's messages. */
export function introduction(channel) {
  const offered = store.prompts[channel.id];
  const content = () => (channel.kind === "im" ? ofApp(channel.id, offered) : ofChannel(channel));
  const build = () => h("div", { class: "intro" }, content());
  return { key: "intro", signature: JSON.stringify([channel, offered, store.app]), build };
}

function ofApp(channel, offered) {
  const { bot_user: bot, name, description } = store.app;
  return [avatar(bot, "is-large"), h("h2", {}, name), h("p", {}, description), prompts(channel, offered)];
}

function ofChannel({ name, topic }) {
  const mark = h("span", { class: "intro-mark" }, icon("hash"));
  return [mark, h("h2", {}, name), h("p", {}, topic || `This is where #${name} begins.`)];
}

function prompts(channel, offered) {
  if (!offered?.prompts?.length) return null;
  const button = ({ title, message }, index) => {
    const props = { class: "prompt", title: message };
    return textButton(title, () => sayToApp(channel, message), { prompt: String(index) }, props);
  };
  const title = h("p", { class: "hint" }, offered.title || "You could begin with");
  const props = { class: "prompts", role: "group", "aria-label": "Suggestions" };
  return h("div", props, title, offered.prompts.map(button));
}
