/** Short notices at the foot of the page, above dialogs too; read out by screen readers. */

import { h } from "./dom.js";

let region;

/** Say something for a few seconds; `kind` "error" stays longer and looks like one. */
export function tell(text, kind = "info") {
  region ??= document.body.appendChild(h("div", { class: "toasts", role: "status", popover: "manual" }));
  const toast = h("div", { class: `toast is-${kind}`, data: { toast: kind } }, text);
  region.append(toast);
  // Shown again each time: the last one shown lies on top, above a dialog that has opened since.
  if (region.matches(":popover-open")) region.hidePopover();
  region.showPopover();
  setTimeout(() => dismiss(toast), kind === "error" ? 8000 : 2500);
}

function dismiss(toast) {
  toast.remove();
  if (!region.childElementCount && region.matches(":popover-open")) region.hidePopover();
}
