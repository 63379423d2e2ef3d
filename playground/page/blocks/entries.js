/** Short entries by the browser's own controls: number, e-mail, address, date, time. */

import { h } from "../dom.js";
import { before, fire, holds, isTold, marks } from "./interact.js";
import { words } from "./options.js";

/** A number, whole unless decimals are allowed; the value is the text of it. */
export const number = (part, block, context) =>
  entry("number", part, block, context, {
    step: part.is_decimal_allowed ? "any" : "1",
    min: part.min_value,
    max: part.max_value,
    inputmode: part.is_decimal_allowed ? "decimal" : "numeric",
  });

/** An e-mail address. */
export const email = (part, block, context) => entry("email", part, block, context);

/** A web address. */
export const url = (part, block, context) => entry("url", part, block, context);

/** A day, "2026-11-30". */
export const date = (part, block, context) => entry("date", part, block, context, {}, part.initial_date);

/** A time of day, "09:30". */
export const time = (part, block, context) => entry("time", part, block, context, {}, part.initial_time);

/** A moment, as seconds since 1970. */
export function dateTime(part, block, context) {
  const initial = part.initial_date_time ? local(part.initial_date_time) : "";
  const node = entry("datetime-local", part, block, context, {}, initial);
  return holds(node, part, block, () =>
    node.value ? Math.round(new Date(node.value).getTime() / 1000) : null,
  );
}

function entry(type, part, block, context, more = {}, initial = part.initial_value) {
  const label = part.placeholder ? words(part.placeholder) : null;
  const node = h("input", {
    type,
    class: "entry",
    placeholder: label,
    data: marks(part, block),
    autocomplete: "off",
    ...more,
  });
  if (block.type !== "input") node.setAttribute("aria-label", label ?? type);
  const kept = before(part, block, context, initial ?? "") ?? "";
  node.value = type === "datetime-local" && typeof kept === "number" ? local(kept) : kept;
  if (part.focus_on_load) node.dataset.focusFirst = "true";
  node.addEventListener(
    "change",
    () => isTold(block) && node.value && fire(part, block, context, node.value),
  );
  // What the browser refuses to read ("12e") is not the same as nothing: the form says so.
  return holds(node, part, block, () => (node.validity.badInput ? Number.NaN : node.value || null));
}

function local(seconds) {
  const moment = new Date(seconds * 1000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
