/** A word across the top when something isn't connected; a short break goes unmentioned. */

import { refresh } from "./dom.js";
import { changed, store } from "./store.js";

const PATIENCE = 2000;
let since = null;

/** Show in `root` what is wrong, or nothing. */
export function showBanner(root) {
  const sentence = trouble();
  if (!sentence) since = null;
  else if (since === null) {
    since = Date.now();
    setTimeout(changed, PATIENCE);
  }
  root.hidden = !sentence || Date.now() - since < PATIENCE;
  refresh(root, sentence, () => [document.createTextNode(sentence)]);
}

function trouble() {
  const { name, installed, connected } = store.app;
  if (!store.online) return "The local workspace doesn't answer. Trying again…";
  if (installed === false) return `${name} is not installed in this workspace.`;
  return connected === false ? `${name} isn't running, so nobody answers yet.` : "";
}
