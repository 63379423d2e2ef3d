/**
 * The app's modals: the top of the person's stack of views as a dialog. When the app updates a view,
 * what was typed stays in every field that is still there (same block and action id).
 */

import { act } from "./api.js";
import { heldIn, verbOf } from "./blocks/interact.js";
import { h } from "./dom.js";
import { problemsIn, showProblems, valuesOf } from "./form.js";
import { viewForm } from "./modal_form.js";
import { store, subscribe } from "./store.js";

let dialog;
let shown = null;
// What was entered, by view: a view that lies below another gets it back.
const entries = new Map();

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
  const signature = JSON.stringify([view, store.views.length]);
  if (shown?.signature === signature) return;
  const old = shown?.view;
  if (old) entries.set(old.id, entered());
  shown = { view, signature };
  for (const id of entries.keys()) if (!store.views.some((one) => one.id === id)) entries.delete(id);
  if (view) put(view, view.id === old?.id);
  else if (dialog.open) dialog.close();
}

function put(view, isSame) {
  const kept = entries.get(view.id) ?? new Map();
  const focused = isSame ? dialog.querySelector(":focus")?.dataset.key : undefined;
  const context = {
    surface: "modal",
    kept: (block, part) => kept.get(`${block.block_id}/${part.action_id}`),
    fire: (what) => tell(view, what),
  };
  const isStacked = store.views.length > 1;
  dialog.replaceChildren(viewForm(view, context, { isStacked, close, submit: (form) => submit(view, form) }));
  Object.assign(dialog.dataset, { viewId: view.id, callbackId: view.callback_id ?? "" });
  if (!dialog.open) dialog.showModal();
  focus(focused);
}

async function submit(view, form) {
  const button = form.querySelector("[data-modal=submit]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  const problems = problemsIn(form);
  showProblems(form, problems);
  if (Object.keys(problems).length) return;
  button.setAttribute("aria-busy", "true");
  const { response } = await act("submits", { view_id: view.id, values: valuesOf(form) });
  button.removeAttribute("aria-busy");
  if (response?.response_action === "errors") showProblems(form, response.errors);
}

/** Close the view on top, or with `everything` all of them, as the cross and Esc do. */
function close(everything = false) {
  const view = store.views.at(-1);
  if (view) act("closes", { view_id: view.id, everything });
}

function tell(view, { part, block, value }) {
  const what = { block_id: block.block_id, action_id: part.action_id, value };
  return act(verbOf(part), { view_id: view.id, ...what, values: valuesOf(dialog) });
}

function entered() {
  const held = heldIn(dialog);
  return new Map(held.map(({ part, block, value }) => [`${block.block_id}/${part.action_id}`, value]));
}

/** On the control that had the focus, else the one the app asks for, else the first. */
function focus(key) {
  const wanted = [
    key && `[data-key="${CSS.escape(key)}"]`,
    "[data-focus-first]",
    ".modal-body :is(input, textarea, select)",
    "[data-modal=submit]",
    "[data-modal=close]",
  ];
  const found = wanted.filter(Boolean).map((selector) => dialog.querySelector(selector));
  found.find(Boolean)?.focus();
}
