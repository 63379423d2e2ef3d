/**
 * The app's modals: the top of the person's stack of views as a dialog. When the app updates a view,
 * what was typed stays in every field that is still there (same block and action id).
 */

import { act } from "./api.js";
import { heldIn } from "./blocks/interact.js";
import { renderBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { problemsIn, showProblems, valuesOf } from "./form.js";
import { icon } from "./icons.js";
import { plainText } from "./mrkdwn.js";
import { store, subscribe } from "./store.js";

let dialog;
let shown = null;

/** Show the person's views from now on. */
export function watchViews() {
  dialog = h("dialog", { class: "modal", id: "modal" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(true);
  });
  document.body.append(dialog);
  subscribe(show);
}

function show() {
  const view = store.views.at(-1);
  if (!view) {
    if (dialog.open) dialog.close();
    shown = null;
    return;
  }
  const signature = JSON.stringify([view, store.views.length]);
  if (shown?.signature === signature) return;
  const same = shown?.view.id === view.id;
  const kept = same ? keptFrom(dialog) : new Map();
  const focused = same ? dialog.querySelector(":focus")?.dataset.key : undefined;
  shown = { view, signature };
  dialog.replaceChildren(form(view, kept));
  dialog.dataset.viewId = view.id;
  dialog.dataset.callbackId = view.callback_id ?? "";
  if (!dialog.open) dialog.showModal();
  focus(focused);
}

function form(view, kept) {
  const context = { surface: "modal", kept: (block, part) => kept.get(`${block.block_id}/${part.action_id}`), fire: (what) => tell(view, what) };
  const body = h("div", { class: "modal-body blocks" }, renderBlocks(view.blocks, context));
  const back = store.views.length > 1;
  const head = h(
    "header",
    {},
    back ? corner("back", "Back", () => close()) : null,
    h("h2", { id: "modal-title" }, plainText(view.title)),
    corner("close", back ? "Close all" : "Close", () => close(true)),
  );
  const node = h("form", { class: "modal-form", noValidate: true, "aria-labelledby": "modal-title" }, head, body, footer(view));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(view, node);
  });
  return node;
}

function corner(picture, label, press) {
  const mark = picture === "close" ? "dismiss" : picture;
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, data: { modal: mark }, on: { click: press } }, icon(picture));
}

function footer(view) {
  const dismiss = h("button", { type: "button", class: "button", data: { modal: "close" }, on: { click: () => close() } }, plainText(view.close ?? "Close"));
  const confirm = view.submit ? h("button", { type: "submit", class: "button is-primary", data: { modal: "submit" } }, plainText(view.submit)) : null;
  return h("footer", {}, dismiss, confirm);
}

async function submit(view, node) {
  const button = node.querySelector("[data-modal=submit]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  const problems = problemsIn(node);
  showProblems(node, problems);
  if (Object.keys(problems).length) return;
  button.setAttribute("aria-busy", "true");
  const answer = await act("submits", { view_id: view.id, values: valuesOf(node) });
  button.removeAttribute("aria-busy");
  const errors = answer.response?.response_action === "errors" ? answer.response.errors : {};
  showProblems(node, errors ?? {});
}

/** Close the view on top, or with `everything` all of them, as the cross and Esc do. */
function close(everything = false) {
  const view = store.views.at(-1);
  if (view) act("closes", { view_id: view.id, everything });
}

function tell(view, { part, block, value }) {
  const values = valuesOf(dialog);
  return act(part.type.endsWith("button") || part.type === "overflow" ? "clicks" : "selects", {
    view_id: view.id,
    block_id: block.block_id,
    action_id: part.action_id,
    value,
    values,
  });
}

const keptFrom = (root) => new Map(heldIn(root).map(({ part, block, value }) => [`${block.block_id}/${part.action_id}`, value]));

function focus(key) {
  const again = key && dialog.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const first = dialog.querySelector("[data-focus-first]") ?? dialog.querySelector(".modal-body :is(input, textarea, select)");
  (again ?? first ?? dialog.querySelector("[data-modal=submit], [data-modal=close]"))?.focus();
}
