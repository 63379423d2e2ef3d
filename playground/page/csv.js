/** The first rows of a shared CSV, on demand. */

import { h } from "./dom.js";

const ROWS = 6;
const COLUMNS = 8;
const LIMIT = 2_000_000;

/** A fold-out that fetches the file when it is first opened; null for files that are too big to look into. */
export function csvPreview(url, size) {
  if (!url || size > LIMIT) return null;
  const body = h("div", { class: "table-scroll" }, "Loading…");
  const details = h("details", { class: "preview" }, h("summary", {}, "Preview"), body);
  details.addEventListener("toggle", async () => {
    if (!details.open || details.loaded) return;
    details.loaded = true;
    const answer = await fetch(url);
    body.replaceChildren(answer.ok ? table(parse(await answer.text())) : "The file can't be read.");
  });
  return details;
}

function table(rows) {
  const [head = [], ...rest] = rows;
  const cells = (tag, row) =>
    h(
      "tr",
      {},
      row.slice(0, COLUMNS).map((cell) => h(tag, {}, cell)),
    );
  return h(
    "table",
    {},
    h("thead", {}, cells("th", head)),
    h(
      "tbody",
      {},
      rest.map((row) => cells("td", row)),
    ),
  );
}

/** The first rows; quoted fields may hold commas, quotes and line breaks. */
function parse(text) {
  const mark = [",", ";", "\t"].sort((a, b) => count(text, b) - count(text, a))[0];
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\n${mark}][^\\n${mark}]*)?)(${mark}|\\r?\\n|$)`, "y");
  const rows = [[]];
  const start = text.startsWith("\ufeff") ? 1 : 0;
  for (field.lastIndex = start; field.lastIndex < text.length && rows.length <= ROWS;) {
    const [, quoted, bare = "", end] = field.exec(text) ?? [];
    if (end === undefined) break;
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? bare.trim());
    if (end !== mark) rows.push([]);
  }
  return rows.slice(0, ROWS).filter((row) => row.length > 1 || row[0]);
}

const count = (text, letter) => text.slice(0, text.indexOf("\n") + 1 || undefined).split(letter).length;
