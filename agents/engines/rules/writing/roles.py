"""What each sentence of a draft is there for."""

import re
from functools import cache
from typing import Literal

from agents.engines.rules.tongue import Tongue, tongue_spoken, words
from agents.engines.rules.writing.units import Unit
from agents.placeholders import find_placeholders
from agents.types import Value

Role = Literal[
    "title",
    "optout",
    "greeting",
    "signoff",
    "link",
    "offer",
    "action",
    "thanks",
    "filler",
    "question",
    "info",
]


_NAME_WORDS = 6
_SIGNOFF_LENGTH = 45
_LINES_UNDER = 4  # closing words, a name, a post, the shop, a number


class Part(Value):
    """A sentence with its role; `holds` are the facts in it that must stay."""

    text: str
    paragraph: int
    role: Role
    holds: tuple[str, ...] = ()
    bland: bool = False


def read_parts(units: tuple[Unit, ...], *, required: tuple[str, ...], shop: str | None) -> tuple[Part, ...]:
    """Give every unit its role. `required` are facts as written that a rewrite may not lose."""
    last = max((u.paragraph for u in units), default=0)
    parts: list[Part] = []
    for unit in units:
        closing = unit.paragraph >= max(1, last - _LINES_UNDER) or unit is units[-1]
        part = _part(unit, required=required, closing=closing)
        ends = unit is units[-1] and (last > 1 or _shares_a_word(unit.text, shop))
        closed = any(p.role == "signoff" for p in parts)
        named = (closed or (ends and unit.paragraph >= 0)) and _is_a_name(unit.text)
        # What stands under the closing words stays under them: a name, a post, a number to call.
        short = len(unit.text) <= _SIGNOFF_LENGTH or matcher("postscript").match(unit.text)
        under = closed and unit.paragraph > 0 and short
        if part.role not in {"optout", "link"} and (named or under):
            part = part.model_copy(update={"role": "signoff"})
        parts.append(part)
    return tuple(parts)


def _shares_a_word(text: str, shop: str | None) -> bool:
    return bool(
        set(re.findall(r"\w{4,}", text.casefold())) & set(re.findall(r"\w{4,}", (shop or "").casefold()))
    )


def _is_a_name(text: str) -> bool:
    """A line under a letter: a few words, most of them names, no sentence and no number."""
    words = text.split()
    if matcher("action").search(text):
        return False
    named = sum(w[0].isupper() or not w[0].isalpha() or len(w) <= 2 for w in words)  # noqa: PLR2004 - "of", "x"
    return (
        len(words) <= _NAME_WORDS
        and named * 2 >= len(words)
        and not re.search(r"[.!?:%\d\[]", text.rstrip(".!"))
    )


def matcher(name: str) -> re.Pattern[str]:
    """All patterns of one role as one, in the language that is being written."""
    return _matcher(name, tongue_spoken())


@cache
def _matcher(name: str, tongue: Tongue) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words("roles", tongue)[name]), re.IGNORECASE)


def _part(unit: Unit, *, required: tuple[str, ...], closing: bool) -> Part:
    holds = tuple(r for r in required if r in unit.text)
    role: Role = "title" if unit.paragraph < 0 else _role(unit.text, holds, closing=closing)
    bland = bool(matcher("title_bland").search(unit.text)) if role == "title" else False
    return Part(text=unit.text, paragraph=unit.paragraph, role=role, holds=holds, bland=bland)


def _role(text: str, holds: tuple[str, ...], *, closing: bool) -> Role:
    if matcher("optout").search(text):
        return "optout"
    if re.fullmatch(r"\W*(?:https?://\S+)\W*", text):
        return "link"
    if matcher("greeting").search(_short_tags(text)) or _is_a_call(text):
        return "greeting"
    if closing and len(text) <= _SIGNOFF_LENGTH and matcher("signoff").search(text):
        return "signoff"
    return _content_role(text, holds)


def _is_a_call(text: str) -> bool:
    """Whether it is one placeholder and nothing else: "{{1}}!!!" calls the reader."""
    return len(find_placeholders(text)) == 1 and bool(re.fullmatch(r"\W*x\W*", _short_tags(text)))


def _short_tags(text: str) -> str:
    """The text with a letter for each placeholder: "Hi {{ customer.first_name }}," greets like "Hi x,"."""
    for tag in reversed(find_placeholders(text)):
        text = f"{text[: tag.start]}x{text[tag.end :]}"
    return text


def _content_role(text: str, holds: tuple[str, ...]) -> Role:
    if any(not h.startswith("http") and any(c.isdigit() for c in h) for h in holds):
        return "offer"
    if matcher("filler").search(text):
        return "filler"
    if matcher("action").search(text):
        return "action"
    if matcher("thanks").search(text):
        return "thanks"
    return "question" if text.rstrip().endswith("?") else "info"
