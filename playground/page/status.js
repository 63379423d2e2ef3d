/** What the app says it is doing, above a thread's composer; loading messages take turns. */

import { h, refresh } from "./dom.js";
import { avatar } from "./people.js";
import { statusOf, store } from "./store.js";

const TURN = 2500;

/** Show the status of a thread in `root`, or nothing. */
export function statusLine(root, channel, thread) {
  const status = statusOf(channel, thread);
  const signature = status ? JSON.stringify(status) : "";
  if (!refresh(root, signature, () => (status ? line(status) : []))) return;
  clearInterval(root.turning);
  const messages = status?.loading_messages ?? [];
  let turn = 0;
  const next = () => (root.querySelector(".loading-message").textContent = messages[turn++ % messages.length]);
  if (messages.length) {
    next();
    root.turning = setInterval(next, TURN);
  }
}

/** "CRMAgent is reading your draft": the dots at the end are ours, and move. */
export const sentence = (status) => `${store.app.name} ${status.replace(/(…|\.{3})$/, "")}`;

/** Three dots that move. */
export const dots = () => h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

function line({ status }) {
  return [avatar(store.app.bot_user, "is-tiny"), h("span", {}, sentence(status)), dots(), h("span", { class: "loading-message hint" })];
}
