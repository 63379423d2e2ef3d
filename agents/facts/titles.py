"""What a voucher's title says beyond its fields, taken only as far as it reads like a title.

A title is text from outside: line breaks, links, sentences and commands in it are left aside.
"""

import re

from agents.facts.condition_words import spell_out, title_condition
from agents.facts.lexicon import book_hits
from agents.facts.page import open_page
from agents.facts.read import facts_on
from agents.lexicons import load
from agents.types import Voucher

_OFF = re.compile(r"\b(?:off|discount|diskaun|diskon)\b", re.IGNORECASE)
_TERMS = re.compile(
    r"\s*(?:\b(?:min(?:imum)?\b\.?|over|above|from|with|when|for|on|till?|until|valid|ends|exp\w*)\b|[(\[|:;,+]|\$?\d+\+).*$",
    re.IGNORECASE,
)
_GIFT = re.compile(
    r"^(?:free\s+gift\s*:\s*|gift\s*:\s*|free\s*:?\s+|complimentary\s+|get\s+(?:a\s+)?free\s+)", re.IGNORECASE
)
_ITEM = re.compile(r"[\w'&%.-]+(?: [\w'&%.-]+){0,6}")
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")
_OUTWARD = re.compile(
    r"https?:|www\.|[<>{}@`]|\w\.\w{2,}/|\bvisit\s(?:our|us|my|me|the|this|it|at|now|\w+\.\w)", re.IGNORECASE
)
_MOST_TITLE = 60


def title_line(voucher: Voucher) -> str:
    """The first line of the title, plain, without anything after a break; empty when it is no title."""
    line = open_page(voucher.title.strip()).text.split("\n", 1)[0]
    line = re.split(r"(?<=[.!?])\s", line.strip(), maxsplit=1)[0].rstrip("!. ")
    return line if 0 < len(line) <= _MOST_TITLE and _is_tame(line) else ""


def scope(voucher: Voucher) -> str | None:
    """What a title limits the offer to, in lower case: "repairs", "first order"; None when to nothing.

    Words before the amount name an occasion or who it is for ("Raya RM4 OFF", "New Member ₫70K OFF"):
    only those that name an order or new people count.
    """
    line = title_line(voucher)
    before, after = _around_amount(line)
    told = _TERMS.sub("", after).strip(" -") if after else ""
    told = spell_out(told)
    if told.lower() == title_condition(line):
        return None
    if told and _WORDS.fullmatch(told) and told.lower() not in load("offer_words")["title"]["generic"]:
        return told.lower()
    hit = next(iter(book_hits(open_page(before), "limits")), None) if before else None
    return hit.name if hit else None


def gift_item(voucher: Voucher) -> str | None:
    """The thing a gift voucher gives: "Rice Mask Sachet" of "Free Rice Mask Sachet"; None when not told."""
    line = title_line(voucher)
    trailing = re.fullmatch(r"(.+?)\s+free", line, re.IGNORECASE)
    told = trailing[1] if trailing else _GIFT.sub("", line)
    told = _TERMS.sub("", told).strip(" -")
    told = re.sub(r"^(?:an?|the|your)\s+", "", told, flags=re.IGNORECASE)
    generic = re.search(r"\b(?:gifts?|hadiah|quà|regalo|geschenk|voucher|present)\b", told, re.IGNORECASE)
    if generic or not _ITEM.fullmatch(told):
        return None
    return told.title() if told.isupper() else told


def is_first_of_all(voucher: Voucher) -> bool:
    """Whether the gift is the first of something the customer orders ("First Bag Free")."""
    return bool(re.match(r"(?:your )?first\b", title_line(voucher), re.IGNORECASE))


def _around_amount(line: str) -> tuple[str, str]:
    """What stands before and behind the amount and its "off"; both empty when there is no amount."""
    facts = [f for f in facts_on(open_page(line), None) if f.kind in {"money", "percent"}]
    number = re.search(r"\d[\d.,]*\s?(?:%|k\b)?", line, re.IGNORECASE)
    if not facts and not number:
        return "", ""
    start, end = (facts[0].start, facts[0].end) if facts else number.span() if number else (0, 0)
    off = _OFF.match(line, end + 1) if line[end : end + 1] == " " else _OFF.match(line, end)
    return line[:start].strip(), line[off.end() if off else end :].strip()


def _is_tame(line: str) -> bool:
    """Whether a line is a title: no link, no mention, no command to anyone."""
    if _OUTWARD.search(line):
        return False
    return open_page(line).vocabulary.isdisjoint(load("offer_words")["title"]["never"])
