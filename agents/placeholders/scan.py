"""Reading a text once, left to right, for everything that is a tag or wants to be one."""

import re
from functools import cache
from typing import NamedTuple

from agents.lexicons import load
from agents.placeholders.fields import is_field

_LONGEST = 2000
"""Characters a tag may hold before we take its opener for a broken one."""


class Span(NamedTuple):
    """A tag as found, before its role is known. `opaque` blocks hold text that is not ours."""

    text: str
    start: int
    end: int
    syntax: str
    opaque: bool = False


class Form(NamedTuple):
    """A kind of tag that has an opener and a closer."""

    name: str
    open: str
    close: str
    braces: bool
    line: bool


class _Rule(NamedTuple):
    """A kind of tag that one pattern recognises."""

    name: str
    regex: re.Pattern[str]
    fields: bool
    underscore: bool


@cache
def _forms() -> tuple[Form, ...]:
    """The delimited kinds of tag, in the order in which they are tried."""
    rows = load("placeholders")["delimited"]
    return tuple(
        Form(row["name"], row["open"], row["close"], row.get("braces", False), row.get("line", False))
        for row in rows
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = load("placeholders")["pattern"]
    return tuple(
        _Rule(row["name"], re.compile(row["regex"]), row.get("fields", False), row.get("underscore", False))
        for row in rows
    )


@cache
def _candidates() -> re.Pattern[str]:
    openers = "|".join(re.escape(form.open) for form in _forms())
    return re.compile(rf"{openers}|[{{\[<%⟦«]|\(\(|[$#@](?=[{{$#@]|\w)|(?<![\w\-])-(?=[A-Za-z])")


@cache
def _inside(form: Form, *, quotes: bool) -> re.Pattern[str]:
    parts = [r'"[^"\n]*"', r"'[^'\n]*'"] if quotes else []
    parts += [re.escape(form.close), re.escape(form.open)]
    parts += [r"[{}]"] if form.braces else []
    parts += [r"\n"] if form.line else []
    return re.compile("|".join(parts))


@cache
def _opaque() -> re.Pattern[str]:
    words = "|".join(load("placeholders")["blocks"]["opaque"])
    return re.compile(rf"\{{%-?\s*({words})\b")


def scan(text: str) -> tuple[list[Span], list[tuple[int, Form]]]:
    """All tags of `text` in order, and the place and form of every opener that is never closed."""
    found: list[Span] = []
    unclosed: list[tuple[int, Form]] = []
    place = 0
    while (match := _candidates().search(text, place)) is not None:
        start = match.start()
        form = next((form for form in _forms() if text.startswith(form.open, start)), None)
        span = _delimited(text, start, form) if form else None
        span = span or _icu(text, start) or _patterned(text, start)
        if span is not None:
            found.append(span)
            place = span.end
        else:
            if form is not None:
                unclosed.append((start, form))
            place = start + (len(form.open) if form else 1)
    return _with_percent_escapes(text, found), unclosed


def _delimited(text: str, start: int, form: Form) -> Span | None:
    end = _end_of(text, start, form, quotes=True) or _end_of(text, start, form, quotes=False)
    if end is None:
        return None
    opaque = _opaque().match(text, start) if form.name == "brace_percent" else None
    if opaque is not None:
        last = re.compile(rf"\{{%-?\s*end{opaque[1]}\s*-?%\}}").search(text, end)
        if last is None:
            return Span(text[start:end], start, end, form.name)
        return Span(text[start : last.end()], start, last.end(), opaque[1], opaque=True)
    return Span(text[start:end], start, end, form.name)


def _end_of(text: str, start: int, form: Form, *, quotes: bool) -> int | None:
    """Where the tag opened at `start` ends, counting braces; None if it is broken off.

    The second reading, blind for quotation marks, is for apostrophes that open nothing.
    """
    inside, depth, place = _inside(form, quotes=quotes), 0, start + len(form.open)
    while (match := inside.search(text, place, start + _LONGEST)) is not None:
        mark, place = match[0], match.end()
        if depth and mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
            place = match.start() + 1
        elif mark == form.close:
            return match.end()
        elif mark == "{":
            depth += 1
        elif mark in {"}", "\n", form.open}:
            return None
    return None


def _icu(text: str, start: int) -> Span | None:
    """An ICU argument with its own braces; the words inside belong to the template's translator."""
    head = _icu_head().match(text, start)
    if head is None:
        return None
    depth = 1
    for brace in re.compile(r"[{}]").finditer(text, head.end(), start + _LONGEST):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return Span(text[start : brace.end()], start, brace.end(), "icu")
    return None


@cache
def _icu_head() -> re.Pattern[str]:
    kinds = "plural|selectordinal|select|number|date|time|choice|spellout|ordinal|duration"
    return re.compile(rf"\{{\s*[\w.]+\s*,\s*(?:{kinds})\b")


def _patterned(text: str, start: int) -> Span | None:
    for rule in _rules():
        match = rule.regex.match(text, start)
        if match is not None and _meant(rule, match):
            return Span(match[0], start, match.end(), rule.name)
    return None


def _meant(rule: _Rule, match: re.Match[str]) -> bool:
    if not rule.fields:
        return True
    label = match["label"]
    return (rule.underscore and "_" in label) or is_field(label)


def _with_percent_escapes(text: str, found: list[Span]) -> list[Span]:
    """In a printf text, %% is a written-out percent sign and as fragile as the rest."""
    if not any(span.syntax == "printf" for span in found):
        return found
    taken = {place for span in found for place in range(span.start, span.end)}
    escapes = [
        Span("%%", match.start(), match.end(), "printf")
        for match in re.finditer("%%", text)
        if taken.isdisjoint(range(*match.span()))
    ]
    return sorted(found + escapes, key=lambda span: span.start)
