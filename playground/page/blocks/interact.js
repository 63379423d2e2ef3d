/**
 * What the controls have in common: the marks they are found by, the value they hold, and telling
 * the app. A control in an input block only holds its value until the form is submitted, unless the
 * block asks to be told at once.
 */

import { confirmed } from "../dialog.js";

const readers = new WeakMap();

/** The data attributes of a control, for tests and for the focus. */
export function marks(part, block, value) {
  const key = [block.block_id, part.action_id, value]
    .filter((one) => one !== undefined && one !== null)
    .join("/");
  return { actionId: part.action_id, blockId: block.block_id, value, key };
}

/** Make `node` hold a value: `read` gives it, null when nothing is there. */
export function holds(node, part, block, read) {
  readers.set(node, { part, block, read });
  node.dataset.input = part.type;
  return node;
}

/** What the controls under `root` hold: [{part, block, value}]. */
export function heldIn(root) {
  return [...root.querySelectorAll("[data-input]")].map((node) => {
    const { part, block, read } = readers.get(node);
    return { part, block, value: read() };
  });
}

/** What was entered before the form was shown anew, else the element's own initial value. */
export function before(part, block, context, initial) {
  const kept = context.kept?.(block, part);
  return kept === undefined ? initial : kept;
}

/**
 * Tell the app about a press or a choice, after asking when the element says so; false when called off.
 * `node` is shown busy until the app has answered.
 */
export async function fire(part, block, context, value, node = null) {
  if (part.confirm && !(await confirmed(part.confirm))) return false;
  node?.setAttribute("aria-busy", "true");
  await context.fire({ part, block, value });
  node?.removeAttribute("aria-busy");
  return true;
}

const PRESSED = new Set(["button", "icon_button", "feedback_buttons", "overflow"]);

/** Whether an element is clicked or chosen from, in the words of the server. */
export const verbOf = (part) => (PRESSED.has(part.type) ? "clicks" : "selects");

/** Whether a change is told at once. */
export const isTold = (block) => block.type !== "input" || block.dispatch_action === true;
