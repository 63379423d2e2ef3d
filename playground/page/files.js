/** The files of a message: name, size, download; pictures are shown, tables begin to be. */

import { csvPreview } from "./csv.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { store } from "./store.js";

/** The row of files, or null without any. */
export function filesOf(message) {
  const files = (message.files ?? []).map((file) => card({ ...store.files[file.id], ...file }));
  return files.length ? h("div", { class: "files" }, files) : null;
}

/** Where the page gets a file's content as the person who looks. */
export const addressOf = (id) => `ui/files/${encodeURIComponent(id)}?as=${encodeURIComponent(store.me)}`;

/** "840 B", "12 KB", "3.4 MB". */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function card(file) {
  const { id, name = "file" } = file;
  return h("div", { class: "file", data: { file: id, name } }, row(file), look(file));
}

function row({ id, name = "file", size = 0 }) {
  const ending = name.includes(".") ? name.split(".").at(-1).toUpperCase().slice(0, 7) : "FILE";
  const about = h("span", { class: "hint" }, `${ending} · ${sizeOf(size)}`);
  const label = { "aria-label": `Download ${name}`, title: "Download" };
  return h(
    "div",
    { class: "file-row" },
    h("span", { class: "file-mark", "aria-hidden": "true" }, icon("file")),
    h("span", { class: "file-about" }, h("strong", {}, name), about),
    h("a", { class: "icon-button", href: addressOf(id), download: name, ...label }, icon("download")),
  );
}

/** What of a file can be seen in place. */
function look({ id, name = "", size = 0, mimetype = "", alt_txt: alt }) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(mimetype)) {
    return h("img", { class: "picture", src: addressOf(id), alt: alt ?? name, loading: "lazy" });
  }
  return mimetype === "text/csv" || /\.csv$/i.test(name) ? csvPreview(addressOf(id), size) : null;
}
