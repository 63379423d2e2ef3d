/** The file field of a form: files are handed over at once, the form holds their ids. */

import { upload } from "../api.js";
import { h } from "../dom.js";
import { before, holds, marks } from "./interact.js";

/** A file field; its value is the list of file ids. */
export function fileInput(part, block, context) {
  let ids = before(part, block, context, []);
  const accept = part.filetypes?.map((type) => `.${type}`).join(",");
  const input = h("input", {
    type: "file",
    multiple: (part.max_files ?? 10) > 1,
    accept,
    data: marks(part, block),
  });
  const note = h("span", { class: "hint" }, ids.length ? `${ids.length} added` : null);
  input.addEventListener("change", async () => {
    const answers = await Promise.all(
      [...input.files].slice(0, part.max_files ?? 10).map((file) => upload(file, {})),
    );
    ids = answers.filter((answer) => answer.ok).map((answer) => answer.file.id);
    note.textContent = `${ids.length} added`;
  });
  return holds(h("div", { class: "file-field" }, input, note), part, block, () => ids);
}
