"""Where something is: "14 Mill Lane", "Blk 123 Ang Mo Kio Ave 3 #01-22", "Unit 4, 2nd Floor", "PO Box 12"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load

_NAME = r"(?!(?:And|Or|For|With|Of|In|To|Your|Ways?|Times?)\b)[A-ZÀ-ÖØ-ÞĐ][\w'’.-]*"
_PLAIN = r"[A-ZÀ-ÖØ-ÞĐ][^\W\d_]+"
_NUMBER = r"(?:(?:Blk|Block)\.?\s)?(?:No\.?\s?)?\d{1,5}[A-Za-z]?(?:[-/]\d{1,5}[A-Za-z]?)?"
_DOOR = r"#\d{1,3}-\d{1,4}[A-Z]?"
_POSTCODE = r"(?:\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b(?:[A-Z]{2,3}\s)?\d{4,6}\b(?!\s?(?:%|[-/]\d)))"
_TOWN = rf",\s{_PLAIN}(?:\s{_PLAIN}){{0,2}}(?=[.,;!?)\n]|$|\s(?:[A-Z]{{2,3}}\s)?\d{{4,6}}\b|\s[A-Z]{{1,2}}\d)"
_SIDE = r"(?:\s(?:Central|North|South|East|West|[NS][EW]?|[EW])\b)?"
_TAIL = rf"(?:,?\s{_DOOR})?(?:{_TOWN}){{0,2}}(?:,?\s{_POSTCODE})?"
_WITHIN = r"(?<!\w{3}\.)"  # a full stop behind a whole word ends the sentence, and the address with it
_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s\d{1,6}\b" + _TAIL)
_DOORS = re.compile(rf"(?<![\w#]){_DOOR}(?![\w%-])")
_END = re.compile(r"\s*(?:[.,;:!?()\n|•–—@#&/-]|$)|\s+(?![a-z])")
_FIGURE = re.compile(r"\d")
_LEAD = 14


def read_addresses(page: Page) -> Iterator[Fact]:
    """Every address of `page`, as far as it goes on, as written."""
    text = page.text
    if "box" in page.vocabulary:
        yield from (_fact(page, *m.span()) for m in _BOX.finditer(text))
    if not page.vocabulary.isdisjoint(_words("streets", "greens", "rues")):
        yield from (_fact(page, *m.span()) for m in _from_words(page, _street()) if _is_street(page, m))
    if not page.vocabulary.isdisjoint(_words("units")):
        yield from (_fact(page, *m.span()) for m in _from_words(page, _unit()) if _is_unit(page, m))
    if not page.vocabulary.isdisjoint(_words("ways")):
        yield from (_fact(page, *m.span()) for m in _way().finditer(text) if _FIGURE.search(m[0]))
    if "de" in page.tongues:
        yield from (_fact(page, *m.span()) for m in _german().finditer(text))
    if "opp." in page.low:
        yield from (_fact(page, *m.span()) for m in _landmark().finditer(text))
    if "#" in text:
        yield from (_fact(page, *m.span()) for m in _DOORS.finditer(text))


def _is_street(page: Page, match: re.Match[str]) -> bool:
    """Whether a number and a name are an address rather than so many of something of that name."""
    longer = match["tail"] or match["before"]
    if match["green"] and not (longer or _is_led(page, match.start())):
        return False
    return bool(longer or _ends(page, match.end()))


def _is_unit(page: Page, match: re.Match[str]) -> bool:
    return bool(match["more"]) or (_is_led(page, match.start()) and _ends(page, match.end()))


def _is_led(page: Page, start: int) -> bool:
    """Whether a word that leads to a place stands before it."""
    return bool(_at().search(page.low, max(0, start - _LEAD), start))


def _ends(page: Page, end: int) -> bool:
    """Whether nothing stands behind it that makes it the name of a thing: "2 Sesame Street mugs"."""
    return bool(_END.match(page.text, end) or _follow().match(page.low, end))


def _fact(page: Page, start: int, end: int) -> Fact:
    end -= page.text.endswith(".", start, end)
    said = page.quote(start, end)
    key = " ".join(re.findall(r"[^\W_]+", said.casefold()))
    return Fact(kind="address", text=said, key=f"address:{key}", start=start, end=end)


def _from_words(page: Page, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What matches at a number or at the word before one ("Unit", "Blk", "No"): that is fast."""
    words = _words("units") | {"no"}
    begun = (w.start for w in page.words if w.text[0].isdigit() or w.text in words)
    return filter(None, (pattern.match(page.text, start) for start in begun))


@cache
def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for name in lists for word in load("addresses")[name])


@cache
def _street() -> re.Pattern[str]:
    house = rf"(?P<before>(?:(?:{_any('units')})\.?\s#?[A-Z]?\d{{1,4}}[A-Z]?,?\s)*)"
    kinds = rf"(?:(?:{_any('streets')})|(?P<green>{_any('greens')}))\b\.?(?:\s\d{{1,3}}\b(?!\s?%))?"
    rues = either(load("addresses")["rues"])
    french = rf"(?:{rues})\s(?:de\s|du\s|des\s|la\s|l')*{_NAME}(?:\s{_NAME}){{0,3}}"
    road = rf"(?:(?:{_NAME}\s){{1,4}}?{kinds}|{french})"
    return re.compile(rf"(?<![\w#$€£.,/-]){house}{_NUMBER},?\s{road}{_SIDE}(?P<tail>{_TAIL})")


@cache
def _unit() -> re.Pattern[str]:
    door = rf"(?:{_any('units')})\.?\s#?[A-Z]{{0,2}}-?\d{{1,4}}[A-Z]?(?:-\d{{1,4}})?"
    part = rf"(?:{door}|\d{{1,2}}(?:st|nd|rd|th)\s(?:[Ff]loor|Level))"
    house = rf"(?:,\s{_NUMBER}?\s?{_NAME}(?:\s{_NAME}){{0,3}}(?=\s*(?:[.,;!?\n]|$)))?"
    more = rf"(?P<more>(?:,\s{part})*{house}{_TAIL})"
    return re.compile(rf"(?<![\w#$-]){part}\b(?!\s?%|\s?[Oo][Ff][Ff]\b|[.,]\d){more}")


@cache
def _way() -> re.Pattern[str]:
    word = rf"(?!No\b|Nomor\b)(?:{_NAME}|\d{{1,3}}[A-Z]?(?:/\d{{1,3}}[A-Z]?)*(?!\s?%|\s[Oo][Ff][Ff]))\b"
    name = rf"(?:(?:de|da|do|del|la|las|los)\s)*{_NAME}(?:{_WITHIN}\s(?:(?:de|da|do|del|la)\s)?{word}){{0,4}}"
    number = r"(?:,?\s(?:No\.?|Nomor|nº)\s?\d{1,4}[A-Z]?|,\s\d{1,4}\b)?"
    return re.compile(
        rf"(?<![\w-])(?:{_NUMBER},?\s)?(?:{_any('ways')})(?:(?<!\w{{4}})\.)?\s{name}{number}{_TAIL}"
    )


@cache
def _german() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])[A-ZÄÖÜ][\wäöüß-]*(?:{'|'.join(load('addresses')['ends'])})\.?\s\d{{1,3}}[a-z]?\b(?:,\s\d{{5}}\s{_NAME})?"
    )


@cache
def _landmark() -> re.Pattern[str]:
    """As in India: "No. 14, opp. old bus stand, Salem"."""
    word = rf"\s(?!(?:{either(load('addresses')['follow'])})\b)[\w'’]+"
    return re.compile(rf"(?<![\w-])(?:{_NUMBER},?\s)?[Oo]pp\.(?:{word}){{1,5}}{_TAIL}")


@cache
def _at() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{LETTERS}])(?:{either(load('addresses')['at'])}):?\s+(?:the\s|our\s)?$|[@📍]\s?$"
    )


@cache
def _follow() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(load('addresses')['follow'])})(?![{LETTERS}])")


def _any(name: str) -> str:
    """The words of a list as names are written: "Street", "street" never."""
    words: list[str] = load("addresses")[name]
    return "|".join(sorted((w.title() for w in words), key=len, reverse=True))
