"""The Chinese ways of telling a discount: 8折 leaves 80 % to pay, 减两成 takes 20 % off."""

import re
from collections.abc import Iterator

from agents.facts.numerals import plain

_DIGITS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True)) | {
    "零": "0",
    "两": "2",
    "兩": "2",
    "点": ".",
    "點": ".",
}
_ZHE = re.compile(
    r"(\d{1,2}(?:\.\d)?|[一二三四五六七八九](?:[点點]?[一二三四五六七八九])?|[对對])\s?折(?![叠疊扣算合磨])(起)?"
)
_CHENG = re.compile(
    r"(?:[减減省降让讓]|便宜|优惠|優惠|折扣)(?:了|多达|高达)?([1-9一二两兩三四五六七八九](?:\.5)?)成"
)
_WHOLE, _SINGLE = 100.0, 10.0


def read_zhe(low: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and the percent taken off, of every discount told this way; 8折起 is up to 20 %."""
    for match in _ZHE.finditer(low):
        off = plain(round(_WHOLE - _left_to_pay(match[1]), 1))
        yield match.start(), match.end(), f"upto-{off}" if match[2] else off
    for match in _CHENG.finditer(low):
        yield match.start(1), match.end(), plain(round(float(_digits(match[1])) * _SINGLE, 1))


def _left_to_pay(said: str) -> float:
    """Percent of the price that remains: 8 and 八 are 80, 85 and 八五 are 85, 50 is 50, 对 is half."""
    if said in "对對":
        return _WHOLE / 2
    value = float(_digits(said))
    return value * _SINGLE if value < _SINGLE else value


def _digits(said: str) -> str:
    return "".join(_DIGITS.get(c, c) for c in said)
