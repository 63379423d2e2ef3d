/** Line icons, drawn on a 24 by 24 grid. */

const PATHS = {
  hash: "M5 9h14M4 15h14M10 4 8 20M16 4l-2 16",
  home: "M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
  chat: "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-7l-4.5 3.5V17H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5z",
  send: "M4.5 12 20 4.5 14 20l-3-6.5zM11 13.5l4-4",
  smile:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14c.8 1.3 2 2 3.5 2s2.7-.7 3.5-2M9 9.5v.5M15 9.5v.5",
  clip: "m19 11.5-6.8 6.8a4.2 4.2 0 0 1-6-6l7.3-7.3a2.8 2.8 0 0 1 4 4L10.3 16.2a1.4 1.4 0 0 1-2-2l6.2-6.2",
  bolt: "M13 3 5 13.5h6L10.5 21 19 10.5h-6.5z",
  dots: "M5 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M11.4 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M17.8 12a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0",
  reply: "M10 6 4 11.5 10 17v-3.5c4.5 0 7.5 1.2 10 4.5-.8-5.5-4-8.5-10-9z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5M8 12h12",
  menu: "M4 7h16M4 12h16M4 17h16",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  check: "M5 12.5 10 17.5 19.5 7",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  up: "M7 11v9H4v-9zM7 11l4-7.5c1.5 0 2.5 1 2.5 2.5V9.5h5a1.8 1.8 0 0 1 1.8 2.1l-1.2 6.9a1.8 1.8 0 0 1-1.8 1.5H7",
  down: "M17 13V4h3v9zM17 13l-4 7.5c-1.5 0-2.5-1-2.5-2.5v-3.5h-5a1.8 1.8 0 0 1-1.8-2.1l1.2-6.9A1.8 1.8 0 0 1 6.7 4H17",
  eye: "M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  file: "M7 3.5h7l4.5 4.5v12.5H7zM14 3.5V8h4.5",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5v.5",
};

const SVG = "http://www.w3.org/2000/svg";

/** The icon called `name`, as decoration: the control around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS.info);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** Whether there is an icon of that name. */
export const hasIcon = (name) => name in PATHS;
