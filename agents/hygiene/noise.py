"""Texts that are no message at all: code, logs, data, filler, mashed keys."""

import re
from functools import cache

from agents.lexicons import load

_WORD = re.compile(r"[^\W\d_]+")
_SPOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_XML = re.compile(
    r"(?:<\?xml.*?\?>\s*)?<(?!(?:b|i|p|u|em|strong|a|div|span|center)\b)(\w+)[^<>]*>\s*<.*</\1>", re.DOTALL
)
_TABLE_ROWS = 3
_LETTERS = 5
"""Words of so many letters can be told from mashed keys."""
_ROW_RUN = 4
_LOREM_WORDS = 4


def is_code(text: str) -> bool:
    """Whether at least half the lines of `text` are code, log, markup or data."""
    lines = [line for line in text.split("\n") if line.strip()]
    hits = sum(_code().search(line) is not None for line in lines)
    return bool(hits) and hits >= load("triage")["code"]["share"] * len(lines)


def is_data(text: str) -> bool:
    """Whether `text` is XML, or pasted rows: three lines or more with as many columns, three at least."""
    if _XML.fullmatch(text.strip()):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _TABLE_ROWS:
        return False
    for separator in load("triage")["table"]["separators"]:
        columns = {len(re.findall(separator, line)) for line in lines}
        if len(columns) == 1 and columns.pop() > 1:
            return True
    return False


def is_hollow(text: str) -> bool:
    """Whether `text` only makes curious: "Something is coming. Stay tuned!"."""
    hollow = load("triage")["hollow"]
    words = {word.lower().replace("’", "'") for word in _SPOKEN.findall(text)}
    return bool(words & set(hollow["core"])) and words <= {*hollow["core"], *hollow["filler"]}


def is_teaser(text: str) -> bool:
    """Whether a hollow text speaks of something that is not there yet."""
    return not {w.lower() for w in _SPOKEN.findall(text)}.isdisjoint(load("triage")["hollow"]["to_come"])


def is_filler(text: str) -> bool:
    """Whether `text` is lorem ipsum or a dummy ("test test", "TBD", "your text here")."""
    filler = load("triage")["filler"]
    words = [word.lower() for word in _WORD.findall(text)]
    lorem = [word for word in words if word in filler["lorem"]]
    if len(set(lorem)) >= _LOREM_WORDS and len(lorem) * 4 >= len(words):
        return True
    return re.search(filler["dummy"], text, re.IGNORECASE) is not None


def is_mashed(text: str) -> bool:
    """Whether most of `text` is keys hit at random: "sdkfjh asdasd qweqwe"."""
    words = [word.lower() for word in _WORD.findall(text) if word.isascii()]
    letters = sum(map(len, words))
    mashed = sum(len(word) for word in words if _looks_mashed(word))
    return letters >= _LETTERS and mashed * 10 >= letters * 6


def _looks_mashed(word: str) -> bool:
    if len(word) < _LETTERS:
        return word in {"asd", "asdf", "qwe", "qwer", "zxc", "jkl", "hjk", "dfg", "fgh", "xcv"}
    if re.search(r"(.)\1{3}", word) or re.fullmatch(r"(.{2,4})\1+.{0,3}", word):
        return len(set(word)) <= _ROW_RUN
    vowels = len(re.findall("[aeiouy]", word))
    return vowels == 0 or _along_a_row(word) or re.search(r"[^aeiouy]{6}", word) is not None


def _along_a_row(word: str) -> bool:
    rows = load("triage")["mash"]["rows"]
    runs = (row[start : start + _ROW_RUN] for row in rows for start in range(len(row) - _ROW_RUN + 1))
    return any(run in word or run[::-1] in word for run in runs) and len(word) <= 2 * _ROW_RUN + 4


@cache
def _code() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("triage")["code"]["lines"]))
