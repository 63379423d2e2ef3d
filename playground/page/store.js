/**
 * What the workspace looks like to one person: the server's snapshot, kept current by live events.
 * Every event carries the whole new thing, so that each is one replacement. Whoever shows something
 * subscribes; changes of one turn are told once.
 */

export const store = {
  ready: false,
  online: false,
  me: null,
  team: {},
  app: { commands: [], shortcuts: [] },
  people: [],
  channels: [],
  messages: {},
  ephemerals: [],
  views: [],
  home: null,
  prompts: {},
  statuses: {},
  files: {},
};

const listeners = new Set();
let told = true;

/** Call `listen` after every change, and once a turn at most. */
export const subscribe = (listen) => listeners.add(listen);

/** Tell that something changed. */
export function changed() {
  if (!told) return;
  told = false;
  queueMicrotask(() => {
    told = true;
    for (const listen of listeners) listen();
  });
}

/** Take over a whole snapshot. */
export function replaceAll(snapshot) {
  Object.assign(store, snapshot, { ready: true });
  for (const [channel, messages] of Object.entries(store.messages))
    messages.forEach((one) => (one.channel = channel));
  changed();
}

/** Take over one live event; what is not known is left alone. */
export function apply(event) {
  EVENTS[event.type]?.(event);
  changed();
}

/** The root messages of a channel with what only this person sees, oldest first. */
export function rootsOf(channel) {
  const roots = (store.messages[channel] ?? []).filter(
    (one) => !isReply(one) || one.subtype === "thread_broadcast",
  );
  return byTime([...roots, ...ephemeralsIn(channel, null)]);
}

/** A thread with its root first. */
export function threadOf(channel, ts) {
  const all = (store.messages[channel] ?? []).filter((one) => one.ts === ts || one.thread_ts === ts);
  return byTime([...all, ...ephemeralsIn(channel, ts)]);
}

/** One message, or undefined. */
export const messageAt = (channel, ts) => store.messages[channel]?.find((one) => one.ts === ts);

/** Take a message that only this person sees from before their eyes. */
export const dismiss = (message) => apply({ type: "ephemeral_deleted", ts: message.ts });

/** The status shown in a thread, or undefined. */
export function statusOf(channel, thread) {
  const status = store.statuses[`${channel}:${thread}`];
  return status?.status ? status : undefined;
}

/** The newest message of somebody else, for the mark of what is unread. */
export function newest(channel) {
  const others = (store.messages[channel] ?? []).filter((one) => one.user !== store.me);
  return others.reduce((latest, one) => (Number(one.ts) > Number(latest) ? one.ts : latest), "0");
}

const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;
const byTime = (messages) => messages.sort((a, b) => Number(a.ts) - Number(b.ts));
const ephemeralsIn = (channel, thread) =>
  store.ephemerals
    .filter((one) => one.channel === channel && (one.thread_ts ?? null) === thread)
    .map((one) => ({ ...one, is_ephemeral: true }));

function putMessage({ channel, message }) {
  const others = (store.messages[channel] ?? []).filter((one) => one.ts !== message.ts);
  store.messages[channel] = byTime([...others, { ...message, channel }]);
}

function putEphemeral({ message, ephemeral = message }) {
  store.ephemerals = [...store.ephemerals.filter((one) => one.ts !== ephemeral.ts), ephemeral];
}

const EVENTS = {
  message: putMessage,
  message_changed: putMessage,
  reactions: putMessage,
  stream: putMessage,
  message_deleted({ channel, ts }) {
    store.messages[channel] = (store.messages[channel] ?? []).filter((one) => one.ts !== ts);
  },
  ephemeral: putEphemeral,
  ephemeral_changed: putEphemeral,
  ephemeral_deleted({ ts }) {
    store.ephemerals = store.ephemerals.filter((one) => one.ts !== ts);
  },
  views({ views }) {
    store.views = views;
  },
  home({ home }) {
    store.home = home;
  },
  prompts({ channel, prompts }) {
    store.prompts[channel] = prompts;
  },
  status({ channel, thread, status }) {
    store.statuses[`${channel}:${thread}`] = status;
  },
  channel({ channel }) {
    const known = store.channels.some((one) => one.id === channel.id);
    store.channels = known
      ? store.channels.map((one) => (one.id === channel.id ? channel : one))
      : [...store.channels, channel];
  },
  app({ app }) {
    Object.assign(store.app, app);
  },
};
