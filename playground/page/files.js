/** The files of a message: name, size, download; pictures are shown, tables begin to be. */

import { csvPreview } from "./csv.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { store } from "./store.js";

/** The row of files, or null without any. */
export function filesOf(message) {
  const files = message.files ?? [];
  return files.length ? h("div", { class: "files" }, files.map((file) => one({ ...store.files[file.id], ...file }))) : null;
}

/** Where the page gets a file's content as the person who looks. */
export const addressOf = (id) => `ui/files/${encodeURIComponent(id)}?as=${encodeURIComponent(store.me)}`;

/** "840 B", "12 KB", "3.4 MB". */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function one(file) {
  const { id, name = "file", size = 0, mimetype = "" } = file;
  const url = addressOf(id);
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(mimetype);
  const ending = name.includes(".") ? name.split(".").at(-1).toUpperCase().slice(0, 4) : "FILE";
  const about = h("span", { class: "file-about" }, h("strong", {}, name), h("span", { class: "hint" }, [ending, sizeOf(size)].join(" · ")));
  const download = h("a", { class: "icon-button", href: url, download: name, "aria-label": `Download ${name}`, title: "Download" }, icon("download"));
  const preview = /csv/.test(mimetype) || /\.csv$/i.test(name) ? csvPreview(url, size) : null;
  const picture = isPicture ? h("img", { class: "picture", src: url, alt: file.alt_txt ?? name, loading: "lazy" }) : null;
  return h("div", { class: "file", data: { file: id, name } }, h("div", { class: "file-row" }, h("span", { class: "file-mark", "aria-hidden": "true" }, icon("file")), about, download), picture, preview);
}
