/** Moments in words, in the reader's own time zone. Timestamps are seconds, as Slack's `ts`. */

const DAY = 86_400_000;
const date = (seconds) => new Date(Number.parseFloat(seconds) * 1000);
const put = (moment, options) => moment.toLocaleString("en-GB", options);

/** "10:42". */
export const clock = (ts) => put(date(ts), { hour: "2-digit", minute: "2-digit" });

/** "Monday, 3 November 2025 at 10:42:07", for a tooltip. */
export const precise = (ts) => put(date(ts), { dateStyle: "full", timeStyle: "medium" });

/** The key of the local day, equal for all moments of one day. */
export const dayKey = (ts) => date(ts).toDateString();

/** "Today", "Yesterday", else "Monday, 3 November". */
export function dayName(ts, now = Date.now()) {
  const days = Math.round((midnight(now) - midnight(date(ts))) / DAY);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return put(date(ts), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(days > 300 ? { year: "numeric" } : {}),
  });
}

/** How long ago: "just now", "5 minutes ago", "3 hours ago", else the day. */
export function ago(ts, now = Date.now()) {
  const minutes = Math.round((now - date(ts)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} minute${minutes === 1 ? "" : "s"} ago`;
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} hour${minutes < 90 ? "" : "s"} ago`;
  return dayName(ts, now);
}

/** Slack's date tokens: "{date_long} at {time}" with the moment filled in. */
export function slackDate(ts, format) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => (TOKENS[token] ? TOKENS[token](ts) : whole));
}

function midnight(moment) {
  const day = new Date(moment);
  return day.setHours(0, 0, 0, 0);
}

function pretty(ts, otherwise) {
  const name = dayName(ts);
  return name === "Today" || name === "Yesterday" ? name.toLowerCase() : otherwise(ts);
}

const numeric = (ts) => put(date(ts), { year: "numeric", month: "2-digit", day: "2-digit" });
const plain = (ts) => put(date(ts), { day: "numeric", month: "long", year: "numeric" });
const short = (ts) => put(date(ts), { day: "numeric", month: "short", year: "numeric" });
const long = (ts) => put(date(ts), { weekday: "long", day: "numeric", month: "long", year: "numeric" });

const TOKENS = {
  date_num: numeric,
  date_slash: numeric,
  date: plain,
  date_short: short,
  date_long: long,
  date_pretty: (ts) => pretty(ts, plain),
  date_short_pretty: (ts) => pretty(ts, short),
  date_long_pretty: (ts) => pretty(ts, long),
  day_divider_pretty: (ts) => pretty(ts, long),
  time: clock,
  time_secs: (ts) => put(date(ts), { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago,
};
