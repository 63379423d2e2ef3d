"""What people type, turned into the form in which Slack passes it on."""

import re
from dataclasses import dataclass

import emoji

from playground.world.nouns import CHANNEL, Json, Team

# In this order: an address may hold what looks like a domain, a domain what looks like a name.
_TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>|]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w@./-])(?P<domain>(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}(?:/[^\s<>|]*)?)"
    r"|(?<!\w)@(?P<name>[\w.-]+(?: [A-Z]\w+)?)"
    r"|(?<![\w&])\#(?P<channel>[\w-]+)"
)
# Domains people mean as such; “shop.Now” at a missing space is none.
_ENDINGS = frozenset(
    [
        *("com", "net", "org", "io", "co", "app", "dev", "shop", "store", "ai", "me", "info", "biz", "edu"),
        *("sg", "my", "id", "ph", "th", "vn", "tw", "hk", "cn", "jp", "kr", "in", "uk", "de", "fr", "nl"),
        *("eu", "us", "au", "br", "gov", "ly", "gl", "link", "page", "site", "online", "xyz"),
    ]
)
_TRAILING = ".,;:!?)]}'\"…’”"
_BROADCASTS = {"here", "channel", "everyone"}
_REGIONAL = range(0x1F1E6, 0x1F200)
_TONES = range(0x1F3FB, 0x1F400)
# Where Slack's name for an emoji is another than the library's.
_SLACK_NAMES = {"thumbsup": "+1", "thumbsdown": "-1"}


@dataclass(frozen=True)
class Wire:
    """A typed text as `text` (escaped, linked, mentions as ids) and as a rich text section."""

    text: str
    rich_text: Json


def wired(typed: str, team: Team) -> Wire:
    """Turn a typed text into Slack's form; names are those of the team."""
    text, parts, position = "", [], 0
    for found in _TOKEN.finditer(typed):
        token = _token(found, team)
        if token is None:
            continue
        written, element, end = token
        before = typed[position : found.start()]
        text += escaped(shortcodes(before)) + written
        parts += [*_texts(before), element]
        position = end
    rest = typed[position:]
    return Wire(
        text + escaped(shortcodes(rest)), {"type": "rich_text_section", "elements": [*parts, *_texts(rest)]}
    )


def escaped(text: str) -> str:
    """The three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortcodes(text: str) -> str:
    """Emoji as `:names:`, the way Slack writes them."""
    return emoji.replace_emoji(text, lambda found, _: _shortcode(found))


def _shortcode(found: str) -> str:
    if all(ord(c) in _REGIONAL for c in found):
        return f":flag-{''.join(chr(ord(c) - _REGIONAL.start + ord('a')) for c in found)}:"
    tone = next((ord(c) - _TONES.start + 2 for c in found if ord(c) in _TONES), None)
    plain = "".join(c for c in found if ord(c) not in _TONES)
    name = emoji.demojize(plain, language="alias").strip(":")
    written = f":{_SLACK_NAMES.get(name, name)}:"
    return f"{written}:skin-tone-{tone}:" if tone else written


def _token(found: re.Match[str], team: Team) -> tuple[str, Json, int] | None:
    """The written form, the rich text element and where the token ends; None if it is plain text."""
    kind = str(found.lastgroup)
    said = found[kind].rstrip(_TRAILING) if kind in {"url", "mail", "domain"} else found[kind]
    end = found.start(kind) + len(said)
    if kind == "url":
        return f"<{escaped(said)}>", {"type": "link", "url": said}, end
    if kind == "mail":
        url = f"mailto:{said}"
        return f"<{url}|{said}>", {"type": "link", "url": url, "text": said}, end
    if kind == "domain":
        if said.partition("/")[0].rpartition(".")[2].lower() not in _ENDINGS:
            return None
        url = f"http://{said}"
        return f"<{escaped(url)}|{escaped(said)}>", {"type": "link", "url": url, "text": said}, end
    return _mention(said, end, team) if kind == "name" else _place(said, end, team)


def _mention(said: str, end: int, team: Team) -> tuple[str, Json, int] | None:
    """Somebody by display name or real name, or everybody at once."""
    for name in (said, said.partition(" ")[0], said.rstrip(".-_")):
        cut = end - (len(said) - len(name))
        if name in _BROADCASTS:
            return f"<!{name}>", {"type": "broadcast", "range": name}, cut
        for user in team.people.values():
            if name.lower() in {user.name.lower(), user.real_name.lower()}:
                return f"<@{user.id}>", {"type": "user", "user_id": user.id}, cut
    return None


def _place(said: str, end: int, team: Team) -> tuple[str, Json, int] | None:
    for channel in team.channels.values():
        if channel.kind == CHANNEL and channel.name == said:
            return f"<#{channel.id}|{said}>", {"type": "channel", "channel_id": channel.id}, end
    return None


def _texts(plain: str) -> list[Json]:
    """Text and emoji elements for a stretch without links or mentions."""
    parts: list[Json] = []
    position = 0
    for found in emoji.emoji_list(plain):
        if before := plain[position : found["match_start"]]:
            parts.append({"type": "text", "text": before})
        name, _, tone = _shortcode(found["emoji"]).strip(":").partition("::skin-tone-")
        parts.append({"type": "emoji", "name": name, **({"skin_tone": int(tone)} if tone else {})})
        position = found["match_end"]
    if rest := plain[position:]:
        parts.append({"type": "text", "text": rest})
    return parts
