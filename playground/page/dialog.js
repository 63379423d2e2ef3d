/** The small question "are you sure?" that a control may ask before it tells the app. */

import { h } from "./dom.js";
import { textNodes } from "./mrkdwn.js";

/** Ask with Slack's confirmation object; true once confirmed, false when called off. */
export function confirmed({ title, text, confirm, deny, style }) {
  const yes = h(
    "button",
    {
      value: "yes",
      class: `button ${style === "danger" ? "is-danger" : "is-primary"}`,
      data: { confirm: "yes" },
    },
    textNodes(confirm ?? "Confirm"),
  );
  const no = h(
    "button",
    { value: "no", class: "button", data: { confirm: "no" } },
    textNodes(deny ?? "Cancel"),
  );
  const dialog = h(
    "dialog",
    { class: "confirm", "aria-label": title?.text ?? "Please confirm" },
    h(
      "form",
      { method: "dialog" },
      h("h2", {}, textNodes(title ?? "Please confirm")),
      h("div", { class: "text" }, textNodes(text)),
      h("footer", {}, no, yes),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
  });
}
