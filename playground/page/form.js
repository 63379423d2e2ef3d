/** What a form holds, what Slack itself objects to before the app is asked, and showing objections. */

import { heldIn } from "./blocks/interact.js";

/** What the input blocks hold, by block id. */
export function valuesOf(root) {
  const inputs = heldIn(root).filter(({ block }) => block.type === "input");
  return Object.fromEntries(inputs.map(({ block, value }) => [block.block_id, value]));
}

/** What stands in the way of submitting: {block id: sentence}. */
export function problemsIn(root) {
  const found = heldIn(root)
    .filter(({ block }) => block.type === "input")
    .map(({ part, block, value }) => [block.block_id, problem(part, block, value)]);
  return Object.fromEntries(found.filter(([, sentence]) => sentence));
}

/** Show sentences below their fields, clear the others, and go to the first. */
export function showProblems(root, problems) {
  for (const place of root.querySelectorAll("[data-error]")) {
    const sentence = problems[place.dataset.error] ?? "";
    place.textContent = sentence;
    place.parentElement.classList.toggle("has-error", Boolean(sentence));
    const control = place.parentElement.querySelector("input, select, textarea, button");
    control?.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
  root.querySelector(".has-error :is(input, select, textarea, button)")?.focus();
}

function problem(part, block, value) {
  if (isEmpty(value)) return block.optional ? null : "Please fill in this field.";
  return (CHECKS[part.type] ?? (() => null))(part, value);
}

const isEmpty = (value) => value === null || value === "" || (Array.isArray(value) && !value.length);

const CHECKS = {
  plain_text_input({ min_length: least, max_length: most }, value) {
    if (least && value.length < least) return `Please write at least ${least} characters.`;
    return most && value.length > most
      ? `That is ${value.length - most} characters too long; ${most} at most.`
      : null;
  },
  number_input({ min_value: least, max_value: most, is_decimal_allowed: decimals }, value) {
    const number = Number(value);
    if (Number.isNaN(number)) return "Please enter a number.";
    if (!decimals && !Number.isInteger(number)) return "Please enter a whole number.";
    if (least !== undefined && number < Number(least)) return `Please enter ${least} or more.`;
    return most !== undefined && number > Number(most) ? `Please enter ${most} or less.` : null;
  },
  email_text_input: (_, value) => (/^\S+@\S+\.\S+$/.test(value) ? null : "Please enter an e-mail address."),
  url_text_input: (_, value) =>
    /^https?:\/\/\S+$/i.test(value) ? null : "Please enter an address that begins with https://.",
};
