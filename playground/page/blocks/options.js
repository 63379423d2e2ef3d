/** What can be chosen in a select: the element's own options, or the workspace's people and channels. */

import { plainText } from "../mrkdwn.js";
import { store } from "../store.js";

/** Groups of choices: [{label: string | null, options: [{value, label, hint}]}]. */
export function groupsOf(part) {
  if (part.option_groups)
    return part.option_groups.map((group) => ({
      label: words(group.label),
      options: group.options.map(choice),
    }));
  return [{ label: null, options: part.options ? part.options.map(choice) : ofWorkspace(part) }];
}

/** What is chosen at first, as values. */
export function initialOf(part) {
  const many =
    part.initial_options?.map((option) => option.value) ??
    part.initial_users ??
    part.initial_channels ??
    part.initial_conversations;
  const one =
    part.initial_option?.value ?? part.initial_user ?? part.initial_channel ?? part.initial_conversation;
  return many ?? (one ? [one] : []);
}

/** The plain words of a text object. */
export const words = (object) => plainText(object).join("");

const choice = (option) => ({
  value: option.value,
  label: words(option.text),
  hint: option.description ? words(option.description) : null,
});

function ofWorkspace({ type, filter }) {
  const people = store.people
    .filter((one) => !one.is_bot)
    .map((one) => ({ value: one.id, label: one.real_name || one.name }));
  const channels = store.channels
    .filter((one) => one.kind === "channel")
    .map((one) => ({ value: one.id, label: `# ${one.name}` }));
  const direct = store.channels
    .filter((one) => one.kind === "im")
    .map((one) => ({ value: one.id, label: store.app.name }));
  if (type.includes("users")) return people;
  const takesDirect = type.includes("conversations") && (!filter?.include || filter.include.includes("im"));
  return takesDirect ? [...channels, ...direct] : channels;
}
