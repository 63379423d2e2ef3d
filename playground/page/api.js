/** The line to the server: the snapshot, what the person does, uploads, and the live events. */

import { apply, changed, replaceAll, store } from "./store.js";
import { tell } from "./toast.js";

let socket = null;
let generation = 0;
// Events that come while a snapshot is on its way wait for it, and are applied on top.
let held = null;

/** Be that person from now on (null: the workspace's first); resolves once what they see is loaded. */
export function become(me) {
  generation += 1;
  const mine = generation;
  socket?.close();
  return new Promise((loaded) => follow(me, mine, 0, loaded));
}

/** Do something as the person; answers what the server says, and shows its sentence when it is an error. */
export async function act(what, args = {}) {
  const body = JSON.stringify({ as: store.me, do: what, ...args });
  return answered(fetch("ui/act", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

/** Share a file in a channel with a text if there is one; without a channel only hand it over, for a form. */
export async function upload(file, { channel = null, thread = null, text = "" }) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ as: store.me, do: "uploads", channel, thread, text })) {
    if (value) form.append(name, value);
  }
  form.append("file", file, file.name);
  return answered(fetch("ui/act", { method: "POST", body: form }));
}

async function answered(request) {
  let answer;
  try {
    const response = await request;
    answer = response.ok
      ? await response.json()
      : { ok: false, error: "The local workspace stumbled over that." };
  } catch {
    answer = { ok: false, error: "The local workspace can't be reached. Is it still running?" };
  }
  if (!answer.ok && !answer.told) tell(answer.error ?? "That didn't work.", "error");
  return answer;
}

/** Follow the live events; on every connection all is loaded anew, for what was missed. */
function follow(me, mine, failures, loaded) {
  const line = new WebSocket(new URL(`ui/live${asPerson(me)}`, location.href.replace(/^http/, "ws")));
  const current = () => mine === generation;
  socket = line;
  line.addEventListener("message", ({ data }) => current() && take(JSON.parse(data), me));
  line.addEventListener("open", async () => {
    failures = 0;
    await load(me).catch(() => line.close());
    if (!current()) return;
    online(true);
    loaded();
  });
  line.addEventListener("close", () => {
    if (!current()) return;
    online(false);
    setTimeout(
      () => current() && follow(me ?? store.me, mine, failures + 1, loaded),
      Math.min(250 * 2 ** failures, 5000),
    );
  });
}

async function load(me) {
  const waiting = [];
  held = waiting;
  const answer = await fetch(`ui/state${asPerson(me)}`);
  if (!answer.ok) throw new Error(`ui/state answered ${answer.status}`);
  const snapshot = await answer.json();
  if (held !== waiting) return;
  held = null;
  replaceAll(snapshot);
  waiting.forEach(apply);
}

/** An event of a conversation that is new to the page brings everything along. */
function take(event, me) {
  if (held) held.push(event);
  else if (typeof event.channel === "string" && !store.channels.some((one) => one.id === event.channel))
    load(me);
  else apply(event);
}

const asPerson = (me) => (me ? `?as=${encodeURIComponent(me)}` : "");

function online(is) {
  store.online = is;
  changed();
}
