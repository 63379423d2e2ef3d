"""A text taken apart into sentences, without ever cutting a placeholder, a link or a block in two."""

import re
from functools import cache

from agents.engines.rules.tongue import tongue_spoken
from agents.placeholders import Placeholder, find_placeholders
from agents.types import Value

_LINK = r"https?://\S+"
# Full stops that do not end a sentence.
_SHORT_FORMS = (
    r"(?:\b(?:nos|pcs|pc|opp|ph|qty|pkts?|pks?|gms?|kgs?|ltrs?|hrs?|mins?|yrs?|mths?|ext|ft|sq|nr|bldg|fl)\.(?=\s+(?-i:[a-z]))"
    r"|\b(?:no|st|mr|mrs|ms|dr|vs|approx|incl|excl|min|max|rs|inc|co|ltd|e\.g|i\.e|a\.m|p\.m|est|tel|p\.s)\.)"
)
_OPT_OUT = (
    r"(?:^|\s)(?=(?:reply|text|txt|send)\s+[\"“]?(?:stop|quit|end|cancel|unsub)"
    r"|(?:opt[ -]?out|unsubscribe|stop to)\b)"
)
_TAG = "\ue000"  # stands for a placeholder
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|namaste|sawasdee|salam|hola|hai|howdy|kia ora|g.day|mabuhay|kumusta"
    r"|hallo|ciao|good (?:day|morning|afternoon|evening))\b"
    rf"(?:(?:{_TAG}+|[^.!?,:\n]){{0,40}}[,!]+|(?=\s+(?:you|we|your|this|it|i)\b))\s*",
    re.IGNORECASE,
)
# The same in Malay and Indonesian, where a tag may have a default: "Halo {{ name | default: 'Kak' }}, …".
_LOCAL_OPT_OUT = (
    rf"{_OPT_OUT}|(?:^|\s)(?=(?:balas|hantar|kirim|ketik|taip)\s+[\"“]?(?:stop|henti|berhenti|batal|unreg)\b)"
)
_LOCAL_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|hai|halo|hallo|helo|salam|assalamualaikum"
    r"|selamat (?:pagi|siang|sore|petang|malam|tengah hari))\b"
    rf"(?:{_TAG}+|[^.!?,:\n]){{0,40}}[,!]+\s*",
    re.IGNORECASE,
)
_EMOJI = "\U0001f000-\U0001faff☀-➿⬀-⯿️‍\U0001f3fb-\U0001f3ff"


class Unit(Value):
    """One sentence or line as written. `paragraph` counts from 0; -1 is the title."""

    text: str
    paragraph: int


@cache
def _end_of_sentence() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[.!?…]+[\"”’')\]]*|[。！？]+)(?:[ \t]*[{_EMOJI}]+)*(?=\s|$)|[{_EMOJI}]+(?=\s+[A-Z])"
    )


@cache
def _unbreakable() -> re.Pattern[str]:
    initial = r"^\s*(?-i:[A-Z])\.(?=\s+(?-i:[A-Z]))"  # "S. Raghavan" under a letter
    return re.compile(rf"{_LINK}|{_SHORT_FORMS}|{initial}", re.IGNORECASE)


def split_units(title: str | None, body: str) -> tuple[Unit, ...]:
    """Title (whole) and body (sentence by sentence) in reading order; blank parts are left out."""
    units = [Unit(text=title.strip(), paragraph=-1)] if title and title.strip() else []
    for number, (start, end) in enumerate(_paragraphs(body)):
        sentences = [
            p
            for s in _sentences(body[start:end])
            for t in _apart_from_opt_out(s)
            for p in _apart_from_greeting(t)
        ]
        units += [Unit(text=s, paragraph=number) for s in sentences]
    return tuple(units)


def _greeting() -> re.Pattern[str]:
    return _GREETING if tongue_spoken() == "en" else _LOCAL_GREETING


def starts_with_greeting(sentence: str) -> bool:
    """Whether a sentence greets before it says anything."""
    return bool(_greeting().match(_without_tags(sentence)))


def _without_tags(text: str) -> str:
    """The text, as long as it was, with every placeholder hidden: its dots and quotes end no words."""
    for tag in find_placeholders(text):
        text = f"{text[: tag.start]}{_TAG * (tag.end - tag.start)}{text[tag.end :]}"
    return text


def _apart_from_greeting(sentence: str) -> list[str]:
    """Greeting and sentence, where they are one: "Hi Ana, your cart …"."""
    match = _greeting().match(_without_tags(sentence))
    if not match or not sentence[match.end() :].strip() or len(sentence[match.end() :].split()) < 2:  # noqa: PLR2004
        return [sentence]
    return [sentence[: match.end()].strip(), sentence[match.end() :].strip()]


def _apart_from_opt_out(sentence: str) -> list[str]:
    """Step and legal line, where they are one: "See them: https://… Reply STOP to opt out"."""
    known = _OPT_OUT if tongue_spoken() == "en" else _LOCAL_OPT_OUT
    match = re.search(known, sentence, re.IGNORECASE)
    parts = [sentence[: match.start()].strip(), sentence[match.end() :].strip()] if match else [sentence]
    return [p for p in parts if p]


def protected_spans(text: str) -> list[tuple[int, int]]:
    """Places that may not be cut: links, abbreviations, placeholders and whole blocks of them."""
    spans = [m.span() for m in _unbreakable().finditer(text)]
    depth, opened = 0, 0
    for tag in find_placeholders(text):
        spans.append((tag.start, tag.end))
        depth, opened, closed = _follow(tag, depth, opened)
        if closed:
            spans.append((opened, tag.end))
    return spans


def _follow(tag: Placeholder, depth: int, opened: int) -> tuple[int, int, bool]:
    if tag.role == "open":
        return depth + 1, (tag.start if depth == 0 else opened), False
    if tag.role == "close" and depth:
        return depth - 1, opened, depth == 1
    return depth, opened, False


def _paragraphs(body: str) -> list[tuple[int, int]]:
    """Line by line, except that a line break inside a block does not count."""
    spans, start, found = protected_spans(body), 0, []
    for match in re.finditer(r"\n+", body):
        if not any(a < match.start() < b for a, b in spans):
            found.append((start, match.start()))
            start = match.end()
    return [(a, b) for a, b in [*found, (start, len(body))] if body[a:b].strip()]


def _sentences(line: str) -> list[str]:
    spans, start, found = protected_spans(line), 0, []
    for match in _end_of_sentence().finditer(line):
        if any(a < match.end() and match.start() < b for a, b in spans if not _ends_with(line, a, b, match)):
            continue
        found.append(line[start : match.end()].strip())
        start = match.end()
    return [s for s in [*found, line[start:].strip()] if s]


def _ends_with(line: str, start: int, end: int, match: re.Match[str]) -> bool:
    """A link swallows the full stop after it; at the very end of the link it still ends the sentence."""
    return line[start : start + 4].lower() == "http" and match.end() >= end and match.start() > start
