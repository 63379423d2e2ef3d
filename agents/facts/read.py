"""Every checkable thing a text states, each once, in reading order."""

import re
from datetime import date
from functools import cache

from agents.facts.dates import read_days, read_times
from agents.facts.money import read_money, read_number
from agents.facts.tokens import read_tokens
from agents.facts.types import Fact
from agents.placeholders import find_placeholders

_WORD_PERCENT = {
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}


def read_facts(text: str, *, market: str | None = None, today: date | None = None) -> tuple[Fact, ...]:
    """Links, codes, phones, references, money, percentages, points, days, times and other numbers.

    What stands inside a placeholder is not a fact. Without `today`, days are left as numbers.
    """
    plain = _blank_placeholders(text)
    found: list[Fact] = []
    for fact in _all(plain, market, today):
        if all(fact.end <= f.start or fact.start >= f.end for f in found):
            found.append(fact.model_copy(update={"text": text[fact.start : fact.end]}))
    return tuple(sorted(found, key=lambda f: f.start))


def _blank_placeholders(text: str) -> str:
    """Placeholders, with a currency sign or per cent sign that belongs to them, as spaces."""
    for tag in find_placeholders(text):
        text = text[: tag.start] + " " * (tag.end - tag.start) + text[tag.end :]
    return text


def _all(text: str, market: str | None, today: date | None) -> list[Fact]:
    facts = [
        _fact(t.kind, f"{t.kind}:{_exact(t.kind, t.text)}", text, t.start, t.end) for t in read_tokens(text)
    ]
    facts += [
        _fact("multibuy", f"multibuy:{_squeeze(m[0])}", text, *m.span()) for m in _multibuy().finditer(text)
    ]
    facts += [_fact("percent", f"percent:{_percent(m)}", text, *m.span()) for m in _percents().finditer(text)]
    facts += [
        _fact("points", f"points:{read_number(m['n']):g}", text, *m.span()) for m in _points().finditer(text)
    ]
    facts += [
        _fact("money", f"money:{m.currency}:{m.value:.2f}", text, m.start, m.end)
        for m in read_money(text, market=market)
    ]
    if today:
        facts += [
            _fact("date", f"date:{d.day}", text, d.start, d.end)
            for d in read_days(text, today=today, market=market)
        ]
    facts += [_fact("time", f"time:{t.minutes}", text, t.start, t.end) for t in read_times(text)]
    facts += [
        _fact("number", f"number:{read_number(m[0]):g}", text, *m.span()) for m in _numbers().finditer(text)
    ]
    return facts


def _fact(kind: str, key: str, text: str, start: int, end: int) -> Fact:
    return Fact.model_validate(
        {"kind": kind, "text": text[start:end], "key": key, "start": start, "end": end}
    )


def _exact(kind: str, text: str) -> str:
    return re.sub(r"\D", "", text) if kind == "phone" else text


def _squeeze(text: str) -> str:
    """ "buy 1, get 1 free", "B1G1" and "1-for-1" in one form: "1+1"."""
    words = {"one": "1", "two": "2", "three": "3"}
    numbers = re.findall(r"\d+|one|two|three", text.lower())
    return "+".join(words.get(n, n) for n in numbers) + (
        "for" if re.search(r"\bfor\b|\bat\b", text, re.IGNORECASE) and "-for-" not in text else ""
    )


def _percent(match: re.Match[str]) -> str:
    if match["half"]:
        return "50"
    if match["word"]:
        return str(_WORD_PERCENT[match["word"].lower()])
    low = f"{read_number(match['n']):g}"
    return f"{low}-{read_number(match['to']):g}" if match["to"] else low


@cache
def _percents() -> re.Pattern[str]:
    words = "|".join(sorted(_WORD_PERCENT, key=len, reverse=True))
    sign = r"(?:\s?(?:%|％|٪|percent\b|per cent\b|pct\b|peratus\b|persen\b|phần trăm|prozent\b|por ciento\b))"
    return re.compile(
        rf"(?<![\w.])(?P<n>\d+(?:[.,]\d+)?){sign}?(?:\s?(?:-|–|to)\s?(?P<to>\d+(?:[.,]\d+)?))?{sign}"
        rf"|\b(?P<word>{words})\s+(?:percent|per cent)\b|\b(?P<half>half[- ]price|half off)\b",
        re.IGNORECASE,
    )


@cache
def _points() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,])(?P<n>\d[\d.,]*)(?=\s+(?:\w+\s+){0,2}(?:points?|pts|poin|mata|punkte|puntos|coins?|stars?)\b)",
        re.IGNORECASE,
    )


@cache
def _multibuy() -> re.Pattern[str]:
    one = r"(?:\d+|one|two|three)"
    return re.compile(
        rf"\bbuy\s+{one}\b,?\s*(?:and\s+)?(?:get|take)\s+{one}\b(?:\s+free)?|\bb\d\s?[gt]\s?\d(?:f)?\b|\b\d-for-\d\b|\bbogo\b"
        rf"|\b{one}\s+for\s+(?:{one}(?=\s)|(?:[A-Z]{{1,2}}?[$£€₱฿₹]|RM|Rp)\s?\d[\d.,]*\d?)",
        re.IGNORECASE,
    )


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(r"\d(?:[\d.,]*\d)?")
