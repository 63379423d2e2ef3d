/** What an app is doing: a plan of tasks, each with its state, details and sources. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link } from "../references.js";
import { richText } from "../richtext.js";

const STATES = { pending: "waiting", in_progress: "under way", complete: "done", error: "failed" };

/** A titled list of tasks. */
export function plan(block) {
  return h(
    "section",
    {},
    h("div", { class: "card-title" }, block.title ?? ""),
    (block.tasks ?? []).map(taskCard),
  );
}

/** One task. */
export function taskCard(task) {
  const state = STATES[task.status] ? task.status : "pending";
  const mark = h("span", {
    class: `task-mark is-${state}`,
    title: STATES[state],
    role: "img",
    "aria-label": STATES[state],
  });
  if (state === "complete") mark.append(icon("check"));
  if (state === "error") mark.append(icon("close"));
  const sources = (task.sources ?? []).map((source) => link(source.url, source.text ?? source.url));
  return h(
    "div",
    { class: "task" },
    mark,
    h(
      "div",
      {},
      h("div", {}, task.title ?? ""),
      prose(task.details),
      prose(task.output),
      sources.length ? h("div", { class: "hint" }, sources) : null,
    ),
  );
}

function prose(text) {
  if (!text) return null;
  return h("div", { class: "hint" }, typeof text === "string" ? text : richText(text));
}
