/** What the app says it is doing, above a thread's composer; loading messages take turns. */

import { act } from "./api.js";
import { textButton } from "./controls.js";
import { h, refresh } from "./dom.js";
import { avatar } from "./people.js";
import { statusOf, store } from "./store.js";

const TURN = 2500;

/** Show the status of a thread in `root`, or nothing. */
export function statusLine(root, channel, thread) {
  const status = statusOf(channel, thread);
  const signature = status ? JSON.stringify(status) : "";
  if (!refresh(root, signature, () => (status ? line(status, channel, thread) : []))) return;
  clearInterval(root.turning);
  if (status?.loading_messages?.length) root.turning = takeTurns(root, status.loading_messages);
}

/** "CRMAgent is reading your draft": the dots at the end are ours, and move. */
export const sentence = (status) => `${store.app.name} ${status.replace(/(…|\.{3})$/, "")}`;

/** Three dots that move. */
export const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

function line({ status }, channel, thread) {
  const press = () => act("stops", { channel, thread });
  const stop = () => textButton("Stop", press, { tool: "stop" }, { class: "button is-small" });
  const words = h("span", {}, sentence(status));
  const loading = h("span", { class: "loading-message hint" });
  const bot = avatar(store.app.bot_user, "is-tiny");
  return [bot, words, dots(), loading, store.app.can_stop ? stop() : null];
}

function takeTurns(root, messages) {
  let turn = 0;
  const next = () => {
    root.querySelector(".loading-message").textContent = messages[turn % messages.length];
    turn += 1;
  };
  next();
  return setInterval(next, TURN);
}
