/**
 * Building and refreshing DOM nodes. Text only ever enters the page as a text node or as an
 * attribute, so nothing that somebody wrote can become markup.
 */

/** An element: `h("div", {class: "x", data: {ts}, title: "y"}, "text", node, null)`. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => !isNothing(child)));
  return node;
}

const isNothing = (value) => value === null || value === undefined || value === false;

function set(node, name, value) {
  if (isNothing(value)) return;
  if (name in SETTERS) SETTERS[name](node, value);
  else if (name in node && typeof value !== "string") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

const SETTERS = {
  class: (node, value) => (node.className = value),
  data(node, values) {
    for (const [name, value] of Object.entries(values)) if (!isNothing(value)) node.dataset[name] = value;
  },
};

/** Rebuild `root` only when `signature` changed; the focus stays on the element with the same data-key. */
export function refresh(root, signature, build) {
  if (root.shownAs === signature) return false;
  root.shownAs = signature;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  root.replaceChildren(...[build()].flat(Infinity).filter(Boolean));
  if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  return true;
}

/**
 * Make the children of `root` those of `items` ({key, signature, build}), in order, touching only
 * what changed: whoever is reading or typing in an unchanged one is not disturbed.
 */
export function keyed(root, items) {
  const old = new Map([...root.children].map((node) => [node.rowKey, node]));
  let place = root.firstElementChild;
  for (const { key, signature, build } of items) {
    let node = old.get(key);
    old.delete(key);
    if (node === undefined || node.shownAs !== signature) {
      const fresh = Object.assign(build(), { rowKey: key, shownAs: signature });
      if (node) {
        if (place === node) place = fresh;
        swap(node, fresh);
      }
      node = fresh;
    }
    if (node === place) place = place.nextElementSibling;
    else root.insertBefore(node, place);
  }
  for (const gone of old.values()) gone.remove();
}

/** Put `fresh` where `node` is, with the focus on the same control if it was inside. */
function swap(node, fresh) {
  const active = node.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset.key;
  node.replaceWith(fresh);
  if (key) fresh.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
