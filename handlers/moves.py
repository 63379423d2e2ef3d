"""The short things people say in a conversation: "more", "why?", "use 2", "shorter and no emoji"."""

import re
from functools import cache
from typing import Literal

from agents.emoji import without_emoji
from agents.engines.rules.understanding.phrases import Phrases, best_match, phrase_table
from agents.engines.rules.understanding.small_talk import is_about_us, is_nod
from agents.lexicons import load
from agents.types import Value, Wish

MoveKind = Literal[
    "more",
    "why",
    "test",
    "longer",
    "weak",
    "no_voucher",
    "no_product",
    "undo",
    "reset",
    "thanks",
    "greeting",
    "nod",
    "help",
    "quit",
    "use",
    "campaign",
    "wish",
]
_LONGEST = 200  # characters; nobody wishes for so much in one breath
_AND = re.compile(
    r"\s*(?:[,;+&/.]|\b(?:and|but|plus|also|then|with)\b)\s*|\s+(?=(?:for|as)\s)", re.IGNORECASE
)

# What people put before and behind a command without meaning anything by it.
_BEFORE = r"(?:(?:please|pls|ok|okay|yes|and|so|now|hmm|hi|hey),?\s+)?"
_AFTER = r"(?:,?\s+(?:please|pls|thanks|then|now|again))?\s*[?!.]*"


class Move(Value):
    """One short command; `number` goes with "use", `campaign_id` with "campaign", `wishes` with "wish".

    `rest` is what is said beside the wishes ("for regulars").
    """

    kind: MoveKind
    number: int = 1
    campaign_id: str = ""
    wishes: tuple[Wish, ...] = ()
    rest: str = ""


def read_move(text: str) -> Move | None:
    """The command that `text` is, None when it is a draft or says something about one."""
    said = spelled_out(without_emoji(text).strip().strip(".!").strip())
    if len(said) > _LONGEST:
        return None
    if kind := next((kind for kind, pattern in _moves("moves").items() if pattern.fullmatch(said)), None):
        return Move.model_validate({"kind": kind})
    if use := _use().fullmatch(said):
        said_number = next((found for found in use.groupdict().values() if found), "1")
        return Move(kind="use", number=_number(said_number))
    if campaign := _campaign().fullmatch(said):
        return Move(kind="campaign", campaign_id=campaign["id"])
    if is_nod(text):
        return Move(kind="nod")
    about_us = is_about_us(text) or is_about_us(f"{said}?")
    return Move(kind="help") if about_us else read_wishes(said)


def spelled_out(said: str) -> str:
    """A short message with what people abbreviate in chats written out: "what can u do"."""
    for short, word in load("conversation")["spelled"].items():
        said = re.sub(rf"(?<![\w'’])(?:{short})(?![\w'’])", word, said, flags=re.IGNORECASE)
    return said


def read_wishes(said: str) -> Move | None:
    """The wishes that a short message is made of, and what else it says; None if it begins with none."""
    wishes: list[Wish] = []
    rest: list[str] = []
    for part in filter(None, _AND.split(said)):
        found = next((wish for wish, pattern in _moves("wishes").items() if pattern.fullmatch(part)), None)
        if found:
            wishes.append(found)  # type: ignore[arg-type]  # the lexicon's names are wishes
        elif beside := _beside_a_channel(part):
            wishes.append(beside[0])
            rest.append(beside[1])
        elif not _is_polite(part):
            rest.append(part)
    return Move(kind="wish", wishes=tuple(wishes), rest=", ".join(rest)) if wishes else None


def _beside_a_channel(part: str) -> tuple[Wish, str] | None:
    """The wish and the channel in "formal email please"."""
    channel = best_match(phrase_table("understand", "channel"), part)
    if channel is None:
        return None
    bare = f"{part[: channel[1].start()]} {part[channel[1].end() :]}".strip()
    found = next((wish for wish, pattern in _moves("wishes").items() if pattern.fullmatch(bare)), None)
    return (found, f"as {channel[1].group()}") if found else None  # type: ignore[return-value]  # see above


def _is_polite(part: str) -> bool:
    """Whether it is only "hi", "please" or "thanks" around a wish."""
    table = _moves("moves")
    return part.lower() in {"please", "pls"} or any(table[k].fullmatch(part) for k in ("greeting", "thanks"))


def _number(said: str) -> int:
    return int(said) if said.isdigit() else int(load("conversation")["numbers"][said.lower()])


@cache
def _moves(section: str) -> dict[str, re.Pattern[str]]:
    return {kind: _polite(phrases, "") for kind, phrases in phrase_table("conversation", section).items()}


@cache
def _use() -> re.Pattern[str]:
    words = "|".join(load("conversation")["numbers"])
    number = rf"(?:\s+(?:#?(?P<number>\d)|(?:the\s+)?(?P<word>{words}))(?:\s+one)?)?"
    called = r"(?:(?:just|option|version|number|variant)\s+)*"
    alone = rf"{called}(?:#?(?P<digit>\d)|(?:the\s+)?(?P<alone>{words})(?:\s+one)?)"
    use = phrase_table("conversation", "with")["use"].any.pattern
    return re.compile(rf"{_BEFORE}(?:{use}{number}|{alone}){_AFTER}", re.IGNORECASE)


@cache
def _campaign() -> re.Pattern[str]:
    return _polite(phrase_table("conversation", "with")["campaign"], r"\s+#?(?P<id>\S{1,80}?)")


def _polite(said: Phrases, more: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}{said.any.pattern}{more}{_AFTER}", re.IGNORECASE)
