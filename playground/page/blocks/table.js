/** Tables: the plain one, and data_table with caption and pages. */

import { h } from "../dom.js";
import { richText } from "../richtext.js";

/** Rows of cells, the first row as the head. */
export function table(block) {
  const [head = [], ...rows] = block.rows ?? [];
  const settings = block.column_settings ?? [];
  return h(
    "div",
    {},
    scroll(
      h(
        "table",
        {},
        headOf(head, settings),
        h(
          "tbody",
          {},
          rows.map((row) => rowOf(row, settings)),
        ),
      ),
    ),
  );
}

/** The same with a caption, sorting aside, and a page at a time. */
export function dataTable(block) {
  const [head = [], ...rows] = block.rows ?? [];
  const size = block.page_size ?? 5;
  const body = h("tbody");
  const node = h(
    "div",
    {},
    scroll(h("table", {}, h("caption", {}, block.caption ?? ""), headOf(head, []), body)),
  );
  const where = h("span", { class: "hint" });
  const previous = h("button", { type: "button", class: "button is-small" }, "Previous");
  const next = h("button", { type: "button", class: "button is-small" }, "Next");
  let page = 0;
  const show = (by) => {
    page += by;
    const from = page * size;
    const slice = rows.slice(from, from + size);
    body.replaceChildren(...slice.map((row) => rowOf(row, [], block.row_header_column_index ?? 0)));
    where.textContent = `${from + 1}–${from + slice.length} of ${rows.length}`;
    previous.disabled = page === 0;
    next.disabled = from + size >= rows.length;
  };
  previous.addEventListener("click", () => show(-1));
  next.addEventListener("click", () => show(1));
  show(0);
  if (rows.length > size) node.append(h("div", { class: "pages" }, previous, where, next));
  return node;
}

const scroll = (content) =>
  h("div", { class: "table-scroll", tabIndex: 0, role: "region", "aria-label": "Table" }, content);
const headOf = (cells, settings) =>
  h(
    "thead",
    {},
    h(
      "tr",
      {},
      cells.map((one, column) => cell("th", one, settings[column])),
    ),
  );

function rowOf(cells, settings, headColumn = -1) {
  return h(
    "tr",
    {},
    cells.map((one, column) => cell(column === headColumn ? "th" : "td", one, settings[column])),
  );
}

function cell(tag, content, settings) {
  const align = settings?.align ?? (content?.type === "raw_number" ? "right" : "left");
  const wraps = settings?.is_wrapped ? "wraps" : "";
  const props = { class: `${wraps} align-${align}`, scope: tag === "th" ? "col" : null };
  return h(tag, props, content?.type === "rich_text" ? richText(content) : words(content));
}

const words = (content) => content?.text ?? String(content?.value ?? "");
