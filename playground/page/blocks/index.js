/**
 * Block Kit, one renderer a block type. A type that is not known is shown as such, so that nothing
 * is silently missing.
 *
 * `context` says where the blocks stand and what their controls do: {surface: "message" | "modal" |
 * "home", fire(what), kept(block, element)}; see `interact.js`.
 */

import { h } from "../dom.js";
import { markdown } from "../markdown.js";
import { richText } from "../richtext.js";
import { actions, contextActions } from "./actions.js";
import { alert, card, carousel, container } from "./cards.js";
import { inputBlock } from "./input.js";
import { plan, taskCard } from "./plan.js";
import { dataTable, table } from "./table.js";
import { contextBlock, divider, header, image, section } from "./text.js";

const RENDERERS = {
  actions,
  alert,
  card,
  carousel,
  container,
  context: contextBlock,
  context_actions: contextActions,
  data_table: dataTable,
  divider,
  header,
  image,
  input: inputBlock,
  markdown: (block) => h("div", { class: "markdown" }, markdown(block.text)),
  plan,
  rich_text: (block) => h("div", { class: "rich-text" }, richText(block)),
  section,
  table,
  task_card: taskCard,
};

/** The nodes of a list of blocks, in order. */
export const renderBlocks = (blocks, context) => (blocks ?? []).map((block) => renderBlock(block, context));

/** The node of one block. */
export function renderBlock(block, context) {
  const render = RENDERERS[block?.type];
  const node = render
    ? render(block, context)
    : h("div", { class: "unsupported" }, `unsupported block: ${block?.type}`);
  node.classList.add("block", `block-${block?.type}`);
  if (block?.block_id) node.dataset.blockId = block.block_id;
  return node;
}
