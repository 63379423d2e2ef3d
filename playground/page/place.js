/**
 * Where the person is looking, kept in the address so that it can be linked to and survives a reload:
 * `#/C_MARKETING`, `#/D_ANA/1700000000.000100` (with a thread open), `#/home`, `#/about`, and `#/app`
 * for the direct messages with the app, whatever their id.
 */

import { act } from "./api.js";
import { appChannel } from "./people.js";
import { changed, store } from "./store.js";

export const place = { view: "channel", channel: null, thread: null, drawer: false };

const seen = new Map();

/** Go to a channel, with a thread or without. */
export const openChannel = (channel, thread = null) => go(thread ? `#/${channel}/${thread}` : `#/${channel}`);

/** Open a thread of the channel in view, or close it with null. */
export const openThread = (thread) => openChannel(place.channel, thread);

/** The app's Home or About tab. */
export const openTab = (tab) => go(`#/${tab}`);

/** The direct messages with the app. */
export const openApp = () => openChannel(appChannel()?.id ?? "app");

/** The list of channels, on a narrow page. */
export function toggleDrawer(open = !place.drawer) {
  place.drawer = open;
  changed();
}

/** Follow the address from now on. */
export function followAddress() {
  addEventListener("hashchange", arrive);
  return arrive();
}

/** Be where the address says, as the person that one now is; tells the app which of its tabs is opened. */
export async function arrive() {
  const [, said, thread = null] = location.hash.split("/").map(decodeURIComponent);
  const first = said || "app";
  if (first === "home" || first === "about") {
    Object.assign(place, { view: first, channel: appChannel()?.id ?? null, thread: null, drawer: false });
    changed();
    if (first === "home") await act("opens_home");
    return;
  }
  const known = store.channels.find((one) => one.id === first);
  const isApp = first === "app" || known?.kind === "im" || first.startsWith("D");
  const channel = isApp ? (await act("opens_dm")).channel : (known?.id ?? store.channels[0]?.id);
  Object.assign(place, { view: "channel", channel, thread: channel === first ? thread : null, drawer: false });
  if (channel !== first) history.replaceState(null, "", `#/${channel}`);
  changed();
}

/** Note that the channel was read up to `ts`. */
export const markSeen = (channel, ts) => seen.set(channel, ts);

/** Up to where the channel was read; unknown counts as read. */
export function seenUpTo(channel, newest) {
  if (!seen.has(channel)) seen.set(channel, newest);
  return seen.get(channel);
}

function go(hash) {
  if (location.hash === hash) toggleDrawer(false);
  else location.hash = hash;
}
