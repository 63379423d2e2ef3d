/**
 * The page of the local workspace: loads what the person sees and shows it, region by region.
 *
 * Marks to find things by, for tests and for whoever drives the page; they are kept stable:
 *
 *   [data-nav=home]                            App Home in the list; [data-nav=channel][data-channel=C_…] a channel
 *   [data-tab=messages|home|about]             the tabs of the app's pane
 *   #me                                        the select "You are"
 *   .message[data-ts][data-channel]            a message; [data-author] who wrote it; .is-ephemeral only for you
 *   [data-composer=channel|thread] textarea    where one writes; [data-tool=send] sends
 *   [data-suggestion="/rewrite"]               a row of the completion list
 *   [data-tool=file]                           the file input of a composer; [data-tool=shortcuts] its ⚡ menu
 *   [data-prompt="0"]                          a suggested prompt
 *   .message [data-tool=react|reply|more]      the bar over a message (shown on hover and focus)
 *   [data-shortcut="callback_id"]              a shortcut in an open menu; [data-emoji=fire] a cell of the picker
 *   [data-tool=invite]                         "Add CRMAgent", in a channel it isn't in
 *   [data-thread="ts"]                         "3 replies" below a root message; #thread the open thread
 *   #thread .status                            what the app is doing, with [data-tool=stop]; [data-tool=close-thread] closes it
 *   [data-action-id][data-block-id]            a control: button, select, input; [data-value] where several share an id
 *   [data-reaction=fire]                       a reaction, aria-pressed when one's own
 *   .file[data-name="x.csv"]                   a shared file
 *   #modal[data-callback-id][data-view-id]     the open modal; [data-modal=submit|close|dismiss] its buttons;
 *                                              [data-error="block_id"] the sentence below a field
 *   [data-confirm=yes|no]                      the buttons of a confirmation; [data-toast=error|info] a notice
 *   #banner                                    what is wrong with a connection; body[data-ready] once all is loaded
 *
 * `#/app` in the address is the app's messages whoever one is, `?as=U_BEN` who one is (see place.js). The
 * page's policy forbids eval: a browser test waits for locators, not with wait_for_function("…").
 */

import { become } from "./api.js";
import { showBanner } from "./banner.js";
import { acceptDrops } from "./drop.js";
import { loadEmoji } from "./emoji.js";
import { showMain } from "./main.js";
import { watchViews } from "./modal.js";
import { followAddress, place } from "./place.js";
import { showSidebar } from "./sidebar.js";
import { store, subscribe } from "./store.js";
import { showThread } from "./thread.js";

const region = (id) => document.getElementById(id);

function show() {
  if (!store.ready) return;
  showMain(region("main"));
  showSidebar(region("sidebar"));
  showThread(region("thread"));
  showBanner(region("banner"));
  document.title = `${store.team.name} · local workspace`;
  document.body.classList.toggle("has-thread", Boolean(place.thread));
  document.body.classList.toggle("has-drawer", place.drawer);
}

await loadEmoji();
await become(new URLSearchParams(location.search).get("as"));
subscribe(show);
watchViews();
acceptDrops();
await followAddress();
document.body.dataset.ready = "true";
