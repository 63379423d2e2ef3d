"""Which goods a message offers: named with the money off, or with the step it asks for."""

import re
from collections.abc import Iterator
from functools import cache

from agents.engines.rules.diagnosis.reading import Reading, plain
from agents.lexicons import load
from agents.types import Voucher

_AMOUNT = r"(?:\d[\d.,]*\s?k?%?|half)(?:\s?[a-z]{2,3})?"
_WORD = r"[^\W\d_][\w-]*"
_AFTER = re.compile(
    r"(?:(?:[\d%k](?: [a-z]{2,5})?|\bhalf) off|\bdiscount|\bfree (?:shipping|delivery|postage))"
    rf"(?: (?:on|for))?((?: (?:& )?{_WORD}){{1,7}})"
)
"""Behind "off": "20% off dog leashes"."""
_CUT = re.compile(rf"(?<![\w-])(?:[^\w\s]|[a-z]{{1,3}} ?)?{_AMOUNT} (?:off|less)\b")
_LINKING = r"(?:is|are|now|at|for|have|has|gets?|both|all)"
_BEFORE = re.compile(rf"((?:{_WORD} (?:& )?){{0,5}}{_WORD})(?:,| -)? (?:{_LINKING} ){{0,3}}$")
"""Before the amount: "olive oils are 10% off". Read from the amount backwards: most texts have none."""
_REACH = 90


def offered_in_text(reading: Reading) -> list[tuple[int, int]]:
    """Where goods may be named in the normalised text: start and end of each run of words."""
    found = [match.span(1) for match in _asked().finditer(reading.norm)]
    found += [match.span(1) for match in _AFTER.finditer(reading.norm)]
    kept = [_up_to_stop(reading.norm, *span) for span in found]
    kept += [_from_stop(reading.norm, *span) for span in _before_amounts(reading.norm)]
    return sorted({(a, b) for a, b in kept if b > a})


def _before_amounts(norm: str) -> Iterator[tuple[int, int]]:
    for cut in _CUT.finditer(norm):
        start = max(0, cut.start() - _REACH)
        start = norm.find(" ", start, cut.start()) + 1 if start else 0
        if match := _BEFORE.search(norm, start, cut.start()):
            yield match.span(1)


def titled_goods(voucher: Voucher | None) -> str:
    """The words of a voucher's title that may name what it is for. Gifts may be anything."""
    if voucher is None or voucher.type == "gift":
        return ""
    title = plain(voucher.title)
    return title if voucher.type != "bogo" else re.sub(r"\bfree\b.*", "", title)


def _up_to_stop(norm: str, start: int, end: int) -> tuple[int, int]:
    at = start
    for word in re.finditer(r"\S+", norm[start:end]):
        if word[0] in _stops():
            break
        at = start + word.end()
    return start, at


def _from_stop(norm: str, start: int, end: int) -> tuple[int, int]:
    """The last run of words without a stop: "the hoses" of "this week the hoses are"."""
    runs = [(start, start)]
    for word in re.finditer(r"\S+", norm[start:end]):
        if word[0] in _stops():
            runs.append((start + word.end(), start + word.end()))
        else:
            runs[-1] = (runs[-1][0], start + word.end())
    return next(((a, b) for a, b in reversed(runs) if b > a), (start, start))


@cache
def _asked() -> re.Pattern[str]:
    asks = "|".join(load("diagnosis_goods")["ask"]["words"])
    return re.compile(rf"(?:\A|[.!?:\n,] *|\band )(?:{asks})((?: {_WORD}){{1,5}})")


@cache
def _stops() -> frozenset[str]:
    return frozenset(load("diagnosis_goods")["stop"]["words"].split())
