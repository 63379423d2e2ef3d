/** A picture from an address or from a shared file; its description stands in when it doesn't load. */

import { h } from "../dom.js";
import { addressOf } from "../files.js";

/** The image of `{image_url | slack_file, alt_text}`. */
export function picture(source, size = "") {
  const alt = source.alt_text ?? "";
  const image = h("img", {
    class: `picture ${size}`,
    src: address(source),
    alt,
    loading: "lazy",
    title: alt,
  });
  image.addEventListener("error", () =>
    image.replaceWith(h("span", { class: "no-picture" }, alt || "picture")),
  );
  return image;
}

const address = ({ image_url: url, slack_file: file }) =>
  url ?? (file?.id ? addressOf(file.id) : (file?.url ?? ""));
