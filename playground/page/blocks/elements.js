/** The controls inside blocks, one maker a type; each is found by its data-action-id and data-block-id. */

import { h } from "../dom.js";
import { button, feedback, iconButton, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { date, dateTime, email, number, time, url } from "./entries.js";
import { fileInput } from "./file_input.js";
import { multiSelect } from "./multi.js";
import { picture } from "./picture.js";
import { select } from "./select.js";
import { plainTextInput } from "./writing.js";

const MAKERS = {
  button,
  channels_select: select,
  checkboxes,
  conversations_select: select,
  datepicker: date,
  datetimepicker: dateTime,
  email_text_input: email,
  feedback_buttons: feedback,
  file_input: fileInput,
  icon_button: iconButton,
  image: (part) => picture(part, "accessory-picture"),
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  number_input: number,
  overflow,
  plain_text_input: plainTextInput,
  radio_buttons: radioButtons,
  static_select: select,
  timepicker: time,
  url_text_input: url,
  users_select: select,
};

/** The node of one element of a block. */
export function element(part, block, context) {
  const make = MAKERS[part.type];
  return make
    ? make(part, block, context)
    : h("span", { class: "unsupported" }, `unsupported element: ${part.type}`);
}
