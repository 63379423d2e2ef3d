/** Files that wait in a composer to be sent. */

import { h } from "./dom.js";
import { sizeOf } from "./files.js";
import { icon } from "./icons.js";

/** The button that asks for files, the row of those waiting, and what adds and takes them. */
export function attachments() {
  let waiting = [];
  const list = h("div", { class: "attachments" });
  const input = h("input", { type: "file", multiple: true, hidden: true, data: { tool: "file" }, "aria-label": "Files to share" });
  const pick = h("button", { type: "button", class: "icon-button", "aria-label": "Add a file", title: "Add a file", data: { tool: "clip" }, on: { click: () => input.click() } }, icon("clip"));
  const set = (files) => {
    waiting = files;
    list.replaceChildren(...waiting.map((file) => chip(file, () => set(waiting.filter((one) => one !== file)))));
  };
  const add = (files) => set([...waiting, ...files]);
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  const take = () => {
    const files = waiting;
    set([]);
    return files;
  };
  const pasted = (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    add(files);
  };
  return { button: h("span", {}, pick, input), list, add, take, pasted };
}

function chip(file, remove) {
  const away = h("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}`, on: { click: remove } }, icon("close"));
  return h("span", { class: "attachment", data: { name: file.name } }, icon("file"), h("span", {}, file.name, h("span", { class: "hint" }, ` ${sizeOf(file.size)}`)), away);
}
