/** A view as a form: title, blocks, and the buttons that close and submit it. */

import { renderBlocks } from "./blocks/index.js";
import { pictureButton, textButton } from "./controls.js";
import { h } from "./dom.js";
import { plainText } from "./mrkdwn.js";

/** The form; `close(everything)` and `submit(form)` are called when somebody does so. */
export function viewForm(view, context, { isStacked, close, submit }) {
  const body = h("div", { class: "modal-body blocks" }, renderBlocks(view.blocks, context));
  const props = { class: "modal-form", noValidate: true, "aria-labelledby": "modal-title" };
  const form = h("form", props, head(view, isStacked, close), body, foot(view, close));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form);
  });
  return form;
}

function head(view, isStacked, close) {
  const back = isStacked ? pictureButton("back", "Back", () => close(), { modal: "back" }) : null;
  const label = isStacked ? "Close all" : "Close";
  const cross = pictureButton("close", label, () => close(true), { modal: "dismiss" });
  return h("header", {}, back, h("h2", { id: "modal-title" }, plainText(view.title)), cross);
}

function foot(view, close) {
  const leave = plainText(view.close ?? "Close");
  const props = { type: "submit", class: "button is-primary", data: { modal: "submit" } };
  return h(
    "footer",
    {},
    textButton(leave, () => close(), { modal: "close" }, { class: "button" }),
    view.submit ? h("button", props, plainText(view.submit)) : null,
  );
}
