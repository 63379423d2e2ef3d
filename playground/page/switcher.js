/** Whose eyes one looks through: the people of the workspace, one in each tab if one likes. */

import { become } from "./api.js";
import { h } from "./dom.js";
import { avatar } from "./people.js";
import { arrive } from "./place.js";
import { store } from "./store.js";

/** The select "You are". */
export function switcher() {
  const options = store.people.filter((one) => !one.is_bot).map(option);
  const select = h("select", { class: "select", id: "me", data: { key: "me" } }, options);
  select.addEventListener("change", async () => {
    history.replaceState(null, "", `?as=${encodeURIComponent(select.value)}${location.hash}`);
    await become(select.value);
    await arrive();
  });
  const label = h("label", { for: "me" }, "You are");
  return h("div", { class: "switcher" }, avatar(store.me, "is-medium"), label, select);
}

function option({ id, name, real_name: real, is_admin: isAdmin }) {
  return h("option", { value: id, selected: id === store.me }, `${real || name}${isAdmin ? " (admin)" : ""}`);
}
