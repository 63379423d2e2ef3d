/** The app's own pages: Home, as the app published it, and About with what it can do. */

import { act } from "./api.js";
import { renderBlocks } from "./blocks/index.js";
import { h, refresh } from "./dom.js";
import { valuesOf } from "./form.js";
import { avatar } from "./people.js";
import { openApp } from "./place.js";
import { store } from "./store.js";

/** Show the Home tab in `root`. */
export function showHome(root) {
  refresh(root, `home ${JSON.stringify(store.home)}`, () => {
    if (!store.home) return h("div", { class: "empty" }, avatar(store.app.bot_user, "is-large"), h("p", {}, `${store.app.name} hasn't put anything here yet.`));
    const view = store.home;
    const context = {
      surface: "home",
      fire: ({ part, block, value }) =>
        act(part.type === "button" || part.type === "overflow" ? "clicks" : "selects", {
          view_id: view.id,
          block_id: block.block_id,
          action_id: part.action_id,
          value,
          values: valuesOf(root),
        }),
    };
    return h("div", { class: "blocks home", data: { viewId: view.id } }, renderBlocks(view.blocks, context));
  });
}

/** Show the About tab in `root`. */
export function showAbout(root) {
  refresh(root, `about ${JSON.stringify(store.app)}`, () => {
    const { app } = store;
    return h(
      "div",
      { class: "about" },
      h("div", { class: "about-head" }, avatar(app.bot_user, "is-large"), h("div", {}, h("h2", {}, app.name), h("p", {}, app.description))),
      list("Commands", app.commands.map(({ command, usage_hint: hint, description }) => [h("code", {}, `${command} ${hint ?? ""}`.trim()), description])),
      list("Shortcuts", app.shortcuts.map(({ name, type, description }) => [h("strong", {}, name), `${description} (${type === "message" ? "in the … menu of a message" : "in the ⚡ menu below a conversation"})`])),
      h("p", {}, h("button", { type: "button", class: "button is-primary", on: { click: openApp } }, `Message ${app.name}`)),
    );
  });
}

function list(title, rows) {
  if (!rows.length) return null;
  return h("section", {}, h("h3", {}, title), h("dl", {}, rows.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)])));
}
