/** Files that wait in a composer to be sent. */

import { pictureButton } from "./controls.js";
import { h } from "./dom.js";
import { sizeOf } from "./files.js";
import { icon } from "./icons.js";

/** The button that asks for files, the row of those waiting, and what adds and takes them. */
export function attachments() {
  let waiting = [];
  const list = h("div", { class: "attachments" });
  const set = (files) => {
    waiting = files;
    const chips = waiting.map((file) => chip(file, () => set(waiting.filter((one) => one !== file))));
    list.replaceChildren(...chips);
  };
  const add = (files) => set([...waiting, ...files]);
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
  return { button: picker(add), list, add, take, pasted };
}

function picker(add) {
  const label = "Files to share";
  const input = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    "aria-label": label,
    data: { tool: "file" },
  });
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  return h(
    "span",
    {},
    pictureButton("clip", "Add a file", () => input.click(), { tool: "clip" }),
    input,
  );
}

function chip(file, remove) {
  const name = h("span", {}, file.name, h("span", { class: "hint" }, ` ${sizeOf(file.size)}`));
  const away = pictureButton("close", `Remove ${file.name}`, remove);
  return h("span", { class: "attachment", data: { name: file.name } }, icon("file"), name, away);
}
