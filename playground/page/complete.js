/** The list of completions above a composer: arrows choose, Tab or Enter takes, Esc closes. */

import { h } from "./dom.js";
import { suggest } from "./suggest.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
let lists = 0;

/** The list for `field`, and `takes(event)`: whether a key was meant for the list. */
export function completion(field, { commands }) {
  lists += 1;
  const props = { class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true };
  const list = h("ul", { ...props, id: `suggestions-${lists}` });
  const state = { found: [], at: 0 };
  const show = (changes) => {
    Object.assign(state, changes);
    list.hidden = !state.found.length;
    list.replaceChildren(...state.found.map((one, index) => row(one, index === state.at, choose)));
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  const choose = (one) => {
    const at = field.selectionStart;
    field.setRangeText(one.insert, at - one.typed.length, at, "end");
    field.dispatchEvent(new Event("input"));
  };
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", () => {
    show({ found: suggest(field.value.slice(0, field.selectionStart), { commands }), at: 0 });
  });
  field.addEventListener("blur", () => show({ found: [] }));
  return { list, takes: (event) => !list.hidden && takes(event, state, show, choose) };
}

function takes(event, { found, at }, show, choose) {
  const step = STEPS[event.key];
  const takesIt = event.key === "Tab" || (event.key === "Enter" && !isWhole(found[at]));
  if (!step && !takesIt && event.key !== "Escape") return false;
  event.preventDefault();
  if (step) show({ at: (at + step + found.length) % found.length });
  else if (takesIt) choose(found[at]);
  else show({ found: [] });
  return true;
}

/** A command that is typed out is sent by Enter, not completed. */
const isWhole = (one) => one.typed === one.insert.trim();

function row(one, selected, choose) {
  const { label, usage, hint, key } = one;
  const name = h("span", {}, h("strong", {}, label), usage ? h("code", {}, usage) : null);
  const props = { role: "option", "aria-selected": String(selected), data: { suggestion: key } };
  const node = h("li", props, name, hint ? h("span", { class: "hint" }, hint) : null);
  // Before the field loses the focus, which would close the list.
  node.addEventListener("mousedown", (event) => {
    event.preventDefault();
    choose(one);
  });
  return node;
}
