"""Labelled lines ("audience: frequent buyers") around a draft, in any order and case."""

import re
from collections.abc import Iterator
from functools import cache

from agents.engines.rules.understanding.cover import Cover, cover
from agents.engines.rules.understanding.fields import audience_of, channel_of
from agents.engines.rules.understanding.offer import looks_like_an_offer
from agents.engines.rules.understanding.span import Span
from agents.lexicons import load
from agents.types import Value

_ROUTE = {"audience", "channel"}
_RUNS_ON = re.compile(r"[.!?]\s+\S")


class Label(Value):
    """One "name: value" of a line; `start` is where the value starts in the whole text."""

    field: str
    value: str
    start: int
    sure: bool


def take_head(text: str, span: Span) -> Span:
    """The draft without the instruction lines above it."""
    return _take(text, span, list(_lines(text, span)), from_top=True)


def take_tail(text: str, span: Span) -> Span:
    """The draft without the instruction lines below it."""
    return _take(text, span, list(_lines(text, span))[::-1], from_top=False)


def statement(text: str) -> Cover | None:
    """What a message of one sentence says of one field: "the product is Kopi-O Drip Bags"."""
    found = _statement().fullmatch(text.strip())
    if found is None or not found["value"].strip() or "://" in found["value"]:
        return None
    field = _fields()[_key(found["name"] or found["changed"] or found["shop"])][0]
    return Cover({field: found["value"].strip()})


def _take(text: str, span: Span, lines: list[tuple[int, int]], *, from_top: bool) -> Span:
    said: dict[str, str] = {}
    sure = False
    edge = span.start if from_top else span.end
    for start, end in lines:
        line = text[start:end]
        if not line.strip():
            continue
        labels = _labels(line, start)
        covered = None if labels else cover(line)
        if not (labels or (covered and covered.is_for_us)):
            break
        said = _merged(said, labels, covered)
        # "to: …" may belong to the draft; "to: regulars" with "via: sms" beside it does not.
        sure = sure or covered is not None or any(label.sure for label in labels) or said.keys() >= _ROUTE
        body = next((label for label in labels if label.field == "body"), None)
        if body is not None and from_top:
            return span.narrowed(start=body.start, said=said) if sure else span
        edge = end if from_top else start
    if not sure or not said:
        return span
    return span.narrowed(start=edge, said=said) if from_top else span.narrowed(end=edge, said=said)


def _merged(said: dict[str, str], labels: list[Label], covered: Cover | None) -> dict[str, str]:
    found = {label.field: label.value for label in labels if label.field != "body"}
    return said | (covered.said if covered else {}) | found


def _labels(line: str, offset: int) -> list[Label]:
    """Every label of a line, or none if the line is something else or a value makes no sense."""
    starts = list(_label().finditer(line))
    if not starts or line[: starts[0].start()].strip(" -*•"):
        return []
    ends = [found.start() for found in starts[1:]] + [len(line)]
    labels = [_read(line, found, end, offset) for found, end in zip(starts, ends, strict=True)]
    return labels if all(_makes_sense(label) for label in labels) else []


def _read(line: str, found: re.Match[str], end: int, offset: int) -> Label:
    field, sure = _fields()[_key(found["name"])]
    raw = line[found.end() : end]
    lead = len(raw) - len(raw.lstrip(" \t*"))
    value = raw if field == "body" else raw.strip(" \t\r\n*,;|")
    return Label(field=field, value=value, start=offset + found.end() + lead, sure=sure)


def _makes_sense(label: Label) -> bool:
    """A label whose value must be one of a few things counts only with such a value, unless it is sure."""
    checks = {"audience": audience_of, "channel": channel_of, "voucher": looks_like_an_offer}
    if label.field == "merchant":
        return "://" not in label.value
    check = checks.get(label.field)
    if label.field in _ROUTE and _RUNS_ON.search(label.value) and not cover(label.value):
        return False  # "Audience: new followers. Thanks for following us!"
    return (
        check is None or (label.sure and label.field != "voucher") or bool(check(label.value)) or _none(label)
    )


def _none(label: Label) -> bool:
    return label.sure and label.value.lower() in {"", "none", "no", "-", "n/a"}


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.lower()))


@cache
def _fields() -> dict[str, tuple[str, bool]]:
    """Label in lower case → the field it fills and whether it is sure."""
    labels = load("understand")["labels"]
    return {
        name: (field, kind == "sure")
        for kind in ("unsure", "sure")
        for field, names in labels[kind].items()
        for name in names
    }


@cache
def _label() -> re.Pattern[str]:
    """A label at the start of a line or after a comma, semicolon or bar, bold or bulleted or not."""
    return re.compile(rf"(?:^|(?<=[,;|]))\s*[-*•\s]*(?P<name>{_names()})\*?\s*[:=]\*?(?!//)", re.IGNORECASE)


@cache
def _statement() -> re.Pattern[str]:
    """One line without an exclamation mark: "The product is back!" is a message to customers."""
    about = r"(?:title|subject|headline|product name|product|item|category)"
    told = rf"(?:the|our|my|new)\s+(?:new\s+)?(?P<name>{about})(?:\s+is|\s+should be|\s*[:=])"
    change = (
        rf"(?:change|set|make|call)\s+(?:the|our|my)\s+(?P<changed>{about})"
        r"(?:\s+(?:to|into|be)\s+|\s*[:=]\s*|\s+(?=[\"“'‘]|(?-i:[A-Z])))"
    )
    shop = r"(?:the\s+)?(?P<shop>merchant|shop|store|brand)\s*[:=](?!//)"
    return re.compile(rf"(?:{told}|{change}|{shop})\s*(?P<value>[^\n!]{{1,120}}?)\.?", re.IGNORECASE)


@cache
def _names() -> str:
    ordered = sorted(_fields(), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"[\s_-]") for name in ordered)


def _lines(text: str, span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)
