/** Rows of controls: actions, and the quieter context_actions. */

import { h } from "../dom.js";
import { element } from "./elements.js";

/** Buttons and selects in a row. */
export const actions = (block, context) =>
  h(
    "div",
    {},
    (block.elements ?? []).map((part) => element(part, block, context)),
  );

/** Thumbs and icon buttons below an answer. */
export const contextActions = actions;
