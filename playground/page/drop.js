/** Files dropped on the conversation or the thread go to its composer. */

import { h } from "./dom.js";

/** Take drops from now on; what is dropped elsewhere is left alone, and never opens in the page's place. */
export function acceptDrops() {
  const veil = document.body.appendChild(h("div", { class: "drop-veil", hidden: true }, "Drop to share"));
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const target = (event) => event.target.closest?.("#thread, #main")?.querySelector(".composer");
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const pane = target(event)?.parentElement;
    veil.hidden = !pane;
    if (pane) cover(veil, pane);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    target(event)?.takeFiles(event.dataTransfer.files);
  });
}

function cover(veil, pane) {
  const { left, top, width, height } = pane.getBoundingClientRect();
  Object.assign(veil.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}
