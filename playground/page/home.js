/** The app's Home tab, as the app published it for this person. */

import { act } from "./api.js";
import { renderBlocks } from "./blocks/index.js";
import { verbOf } from "./blocks/interact.js";
import { h, refresh } from "./dom.js";
import { valuesOf } from "./form.js";
import { avatar } from "./people.js";
import { store } from "./store.js";

/** Show the Home tab in `root`. */
export function showHome(root) {
  refresh(root, `home ${JSON.stringify(store.home)}`, () => (store.home ? published(root) : nothing()));
}

function published(root) {
  const { id, blocks } = store.home;
  const fire = ({ part, block, value }) => {
    const what = { block_id: block.block_id, action_id: part.action_id, value };
    return act(verbOf(part), { view_id: id, ...what, values: valuesOf(root) });
  };
  const nodes = renderBlocks(blocks, { surface: "home", fire });
  return h("div", { class: "blocks home", data: { viewId: id } }, nodes);
}

function nothing() {
  const sentence = h("p", {}, `${store.app.name} hasn't put anything here yet.`);
  return h("div", { class: "empty" }, avatar(store.app.bot_user, "is-large"), sentence);
}
