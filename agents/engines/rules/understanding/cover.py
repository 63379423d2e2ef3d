"""Whether a stretch of chat text is said to us rather than to customers: every word accounted for."""

import re
from dataclasses import dataclass, field
from functools import cache

from agents.engines.rules.understanding.offer import looks_like_an_offer
from agents.engines.rules.understanding.phrases import best_match, phrase_table
from agents.lexicons import load
from agents.types import CHANNELS, SEGMENTS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HARMLESS = re.compile(r"[\s,.;:!?()\[\]\"'“”‘’*&/–—-]*")
# "To:" before an audience is an address on an envelope; "To our regulars:" a greeting.
_ADDRESSED = re.compile(r"\s*(?:to|for)\s*:", re.IGNORECASE)
_SPOKEN = 300  # characters; what is longer is no instruction
_DENIAL = re.compile(
    r"\b(?:not|instead of|rather than|no longer)\s+(?:(?:for|to|the|my|our)\s+)*", re.IGNORECASE
)
_LISTED_END = re.compile(r"[,;\n]|$")
# A full stop inside an amount ("S$5.50") does not end what is said of the voucher, nor does a colon
# before one ("min spend: S$60"); one before the message itself does.
_CLAUSE_END = re.compile(r"[.;!](?=\s|$)|:(?=\s*\n|\s+(?!\w{0,3}\$|RM|Rp|\d)[A-Z{“\"])|\n|[\"“”]|$")


@dataclass(frozen=True)
class Cover:
    """What an instruction says, by field; `frame` and `request` tell that it is meant for us."""

    said: dict[str, str] = field(default_factory=dict)
    frame: bool = False
    request: bool = False

    @property
    def names_others(self) -> bool:
        """Whether it names people who are no audience of ours: "For men: …" may well be for customers."""
        others = phrase_table("understand", "audience")["other_people"].any
        return bool(others.fullmatch(self.said.get("audience", "")))

    @property
    def is_for_us(self) -> bool:
        """Whether it reads as an instruction even with a message following it."""
        both = "audience" in self.said and "channel" in self.said
        if self.names_others and not (self.request or "channel" in self.said):
            return False
        return self.request or both or "voucher" in self.said or (self.frame and bool(self.said))


def cover(text: str, *, listed: bool = False) -> Cover | None:
    """What `text` instructs, or None if any of its words is not part of an instruction.

    `listed` allows for a bare list of what there is: "voucher 10% off, product Kopi-O Drip Bags".
    """
    said: dict[str, str] = {}
    text = _without_denied(text)
    rest = _take_offer(_take_product(text, said) if listed else text, said, listed=listed)
    if listed and "voucher" not in said:
        rest = _take_bare_offer(rest, said)
    for name in ("audience", "channel"):
        rest = _take(rest, name, said)
    rest, requests = _requests().subn(" ", rest)
    words = [word.lower().replace("’", "'") for word in _WORD.findall(rest)]
    if not (said or requests) or not _HARMLESS.fullmatch(_WORD.sub("", rest)):
        return None
    if any(word not in _words("words") for word in words):
        return None
    framed = bool(_ADDRESSED.match(text)) or any(word in _words("frames") for word in words)
    everyone = not _is_ours(said.get("audience", "")) and "audience" in said
    return Cover(said, frame=framed or everyone or is_trade_talk(text), request=bool(requests))


def is_trade_talk(text: str) -> bool:
    """Whether a few words are an audience as only people of the trade call it: "Lapsed customers"."""
    found = phrase_table("understand", "trade")["audience"].longest(text)
    return found is not None and not _WORD.search(text[: found.start()] + text[found.end() :])


def mentions(text: str) -> Cover:
    """What can be picked out of an instruction whose other words we don't know."""
    said: dict[str, str] = {}
    rest = _take_offer(_without_denied(text), said)
    for name in ("audience", "channel"):
        rest = _take(rest, name, said)
    return Cover(said, request=bool(_requests().search(rest)))


def _without_denied(text: str) -> str:
    """The text without audiences that are named only to be ruled out: "not frequent buyers, lapsed ones"."""
    table = phrase_table("understand", "audience")
    denials = list(_DENIAL.finditer(text)) if len(text) <= _SPOKEN else []
    for denial in reversed(denials):
        found = best_match(table, re.split(r"[,;\n]", text[denial.end() :])[0])
        if found and found[1].start() == 0:
            text = f"{text[: denial.start()]} {text[denial.end() + found[1].end() :]}"
    return text


def _is_ours(name: str) -> bool:
    return name in SEGMENTS or name in CHANNELS


def _take(text: str, name: str, said: dict[str, str]) -> str:
    """Note the best match of a field's phrases and blank it out."""
    found = best_match(phrase_table("understand", name), text)
    if found is None:
        return text
    # What is no audience of ours is told back in the merchant's own words.
    said[name] = found[0] if _is_ours(found[0]) else found[1].group()
    return f"{text[: found[1].start()]} {text[found[1].end() :]}"


def _take_product(text: str, said: dict[str, str]) -> str:
    """Note and blank out "product Kopi-O Drip Bags", up to the next comma."""
    intro = phrase_table("understand", "product")["listed"].any.search(text)
    if intro is None:
        return text
    end = _LISTED_END.search(text, intro.end())
    stop = end.start() if end else len(text)
    said["product"] = text[intro.end() : stop].strip(" :-")
    return f"{text[: intro.start()]} {text[stop:]}"


def _take_offer(text: str, said: dict[str, str], *, listed: bool = False) -> str:
    """Note and blank out "the voucher is S$5 off, min S$35, until 30 Nov"."""
    table = phrase_table("understand", "voucher")
    intro = table["intro"].any.search(text) or (table["listed"].any.search(text) if listed else None)
    if intro is None:
        return text
    end = _CLAUSE_END.search(text, intro.end())
    stop = end.start() if end else len(text)
    offer = text[intro.end() : stop].strip(" :,-")
    if not looks_like_an_offer(offer):
        return text
    said["voucher"] = offer
    return f"{text[: intro.start()]} {text[stop:]}"


def _take_bare_offer(text: str, said: dict[str, str]) -> str:
    """Note and cut off an offer that ends the list without being called one: "push for carts, S$5 off"."""
    head, comma, offer = text.partition(",")
    if not comma or not looks_like_an_offer(offer):
        return text
    said["voucher"] = offer.strip()
    return head


def _requests() -> re.Pattern[str]:
    return phrase_table("understand", "request")["phrases"].any


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("understand")["filler"][name].split())
