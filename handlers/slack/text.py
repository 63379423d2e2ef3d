"""Text as Slack sends it over the wire, and as people typed it.

On the wire &, < and > are entities, links and mentions stand in angle brackets, and every emoji is
a short code. Placeholders (`{{first_name}}`, `<customer_name>`, `*|FNAME|*`, `%%=v(@x)=%%`) come
through byte for byte.
"""

import re
from collections.abc import Mapping

from emoji import emojize

_TOKEN = re.compile(r"<([^<>\n]+)>")
_SHORT_CODE = re.compile(r":([\w+'-]{1,60}):(?::skin-tone-([2-6]):)?")
_FLAG = re.compile(r"flag-([a-z]{2})")
_RENAMED = {
    "first_place_medal": "1st_place_medal",
    "second_place_medal": "2nd_place_medal",
    "third_place_medal": "3rd_place_medal",
    "hand_with_index_and_middle_fingers_crossed": "crossed_fingers",
    "i_love_you_hand_sign": "love-you_gesture",
    "kiwifruit": "kiwi_fruit",
    "shopping_trolley": "shopping_cart",
    "smiling_face_with_3_hearts": "smiling_face_with_three_hearts",
}
_TONES = {str(number): chr(0x1F3FB + number - 2) for number in range(2, 7)}
_EMOJI_STYLE = "\ufe0f"
_ADDRESS = re.compile(r"(?:https?|mailto|tel|ftps?|sms|callto):", re.IGNORECASE)
_BROADCASTS = {"channel", "here", "everyone"}


def from_slack(text: str, *, us: str = "", names: Mapping[str, str] | None = None) -> str:
    """What somebody typed, from the `text` of an event.

    A mention of us (`us` is our user id) at the start goes; other people become "@" and their name,
    as far as `names` (user id → name) or the mention itself knows it.
    """
    if us:
        text = re.sub(rf"^\s*<@{re.escape(us)}(?:\|[^<>]*)?>[ \t]*[:,]?\s*", "", text)
    parts = _TOKEN.split(text)
    # split() puts what stood in brackets at the odd places.
    read = [_token(part, names or {}) if i % 2 else _words(part) for i, part in enumerate(parts)]
    return "".join(read)


def to_slack(text: str) -> str:
    """Text in which nothing pings or links, for the `text` of a message."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _words(text: str) -> str:
    return _plain(_SHORT_CODE.sub(_emoji, text) if ":" in text else text)


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _token(inside: str, names: Mapping[str, str]) -> str:
    """What stood in angle brackets: a link, somebody, a room, a call to everybody, a date."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        name = label.lstrip("@") or names.get(target[1:]) or "someone"
        return f"@{_plain(name)}"
    if target.startswith("#"):
        return f"#{_plain(label or target[1:])}"
    if target.startswith("!"):
        return _special(target[1:], _plain(label))
    if _ADDRESS.match(target):
        return _link(_plain(target), _plain(label))
    return _plain(f"<{inside}>")


def _special(name: str, label: str) -> str:
    if name in _BROADCASTS:
        return f"@{name}"
    return label or f"@{name.partition('^')[0]}"


def _link(url: str, label: str) -> str:
    """The address as it was typed: Slack makes "http://example.com|example.com" of a bare "example.com"."""
    if not label:
        return re.sub("^(?:mailto|tel):", "", url)
    bare = _ADDRESS.sub("", url).removeprefix("//").rstrip("/")
    same = label.strip().rstrip("/")
    if same.casefold() == bare.casefold() or re.sub(r"\W", "", same) == re.sub(r"\W", "", bare):
        return label
    return url if same == url.rstrip("/") else f"{label} ({re.sub('^(?:mailto|tel):', '', url)})"


def _emoji(match: re.Match[str]) -> str:
    """The emoji behind a short code; what is none stays as it is."""
    name, tone = match[1], match[2]
    if name.isdigit() and match.string[: match.start()][-1:].isdigit():
        return match[0]  # 10:100:20 is no emoji
    if flag := _FLAG.fullmatch(name):
        return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in flag[1])
    found = _named(name)
    if found is None:
        return match[0]
    return found[0] + _TONES[tone] + found[1:].removeprefix(_EMOJI_STYLE) if tone else found


def _named(name: str) -> str | None:
    for known in _known_as(name):
        code = f":{known}:"
        if (found := emojize(code, language="alias")) != code:
            return found
    return None


def _known_as(name: str) -> tuple[str, ...]:
    """The names under which Unicode may know what Slack calls `name`: "woman-running" is "woman_running"."""
    gendered = re.sub("^female-", "woman_", re.sub("^male-", "man_", name)).replace("-", "_")
    without = name.removeprefix("face_with_").removeprefix("large_")
    return (name, _RENAMED.get(name, name), gendered, without, f"{without}_face")
