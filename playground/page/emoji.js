/** Emoji shortcodes (`:tada:`) to characters, from the server's map; and what the picker offers first. */

let known = new Map();

/** What people reach for; the rest is found by searching. */
export const FAVOURITES = [
  ..."+1 -1 heart fire tada eyes white_check_mark raised_hands clap pray".split(" "),
  ..."joy smile thinking_face wink cry sob open_mouth sunglasses rocket star".split(" "),
  ..."gift moneybag shopping_cart coffee bulb pencil2 bell x warning 100".split(" "),
];

/** Fetch the map once, before anything is shown. */
export async function loadEmoji() {
  const answer = await fetch("ui/emoji.json");
  known = new Map(Object.entries(await answer.json()));
}

/** The character of a shortcode without colons, or null. A skin tone may follow (`wave::skin-tone-2`). */
export const character = (name) => known.get(name.split("::")[0]) ?? null;

/** The character, or the shortcode as written where there is none (a workspace's own emoji). */
export const shown = (name) => character(name) ?? `:${name}:`;

/** Up to `count` names that contain all words of `query`, those that begin with it first. */
export function findEmoji(query, count = 60) {
  const words = query
    .trim()
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  if (!words.length) return FAVOURITES.filter((name) => known.has(name));
  const hits = [...known.keys()].filter((name) => words.every((word) => name.includes(word)));
  const first = (name) => (name.startsWith(words[0]) ? 0 : 1);
  const seen = new Set();
  return hits
    .sort((a, b) => first(a) - first(b) || a.length - b.length)
    .filter((name) => !seen.has(known.get(name)) && seen.add(known.get(name)))
    .slice(0, count);
}
