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
export function arrive() {
  const [, said, thread = null] = location.hash.split("/").map(decodeURIComponent);
  return said === "home" || said === "about" ? arriveAtTab(said) : arriveIn(said || "app", thread);
}

async function arriveAtTab(tab) {
  be({ view: tab, channel: appChannel()?.id ?? null, thread: null });
  if (tab === "home") await act("opens_home");
}

/** In a conversation. Somebody else's messages with the app become one's own when one changes the person. */
async function arriveIn(said, thread) {
  const known = store.channels.find((one) => one.id === said);
  const isApp = known?.kind === "im" || said === "app" || said.startsWith("D");
  const channel = isApp ? (await act("opens_dm")).channel : (known ?? store.channels[0])?.id;
  if (channel !== said) history.replaceState(null, "", `#/${channel}`);
  be({ view: "channel", channel, thread: channel === said ? thread : null });
}

function be(where) {
  Object.assign(place, where, { drawer: false });
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
