"""Where orders hide: brackets, tags, encoded words, letters of other alphabets."""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from functools import cache

from agents.placeholders import find_placeholders

_BRACKETED = re.compile(
    r"\[\[[^\[\]]{3,600}\]\]|\([^()]{3,600}\)|\[[^\[\]]{3,600}\]|\{[^{}]{3,600}\}|<[^<>]{3,600}>"
    r"|【[^【】]{3,600}】|（[^（）]{3,600}）|/\*.{3,600}?\*/",
    re.DOTALL,
)
_ENCODED = re.compile(
    r"(?<![\w/+=.:?&%-])(?:[A-Za-z0-9+/_-]{20,}={0,2}|(?:[0-9a-fA-F]{2}[ :]?){16,})(?![\w/+=])"
)
_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјѕԁһкмтпвΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ",
    "ABEKMHOPCTXaeopcyxijsdhkmtnbABEZHIKMNOPTYXoavp",
)
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+\b")


def cut_brackets(text: str, is_order: Callable[[str], bool], gone: Callable[[str], str]) -> str:
    """`text` with every bracket that holds an order replaced by what `gone` returns."""

    def cut(match: re.Match[str]) -> str:
        return gone(match[0]) if is_order(match[0].strip("[](){}<>【】（）/* \n")) else match[0]

    return _BRACKETED.sub(cut, text)


def cut_encoded(text: str, is_order: Callable[[str], bool], gone: Callable[[str], str]) -> str:
    """`text` with every base64 or hexadecimal word that holds an order replaced likewise."""

    def cut(match: re.Match[str]) -> str:
        hidden = _decoded(match[0])
        return gone(match[0]) if hidden and is_order(hidden) else match[0]

    return _ENCODED.sub(cut, text)


def cut_tags(text: str, is_order: Callable[[str], bool], gone: Callable[[str], str]) -> str:
    """`text` with every tag of a sending platform that holds an order replaced by what `gone` returns."""
    for tag in reversed(find_placeholders(text)):
        if is_order(re.sub(r"_+", " ", tag.text.strip("[](){}<>%*|#!-$ \n"))) or is_order(_inside(tag.text)):
            text = text[: tag.start] + gone(tag.text) + text[tag.end :]
    return text


def plainly(text: str) -> str:
    """`text` with look-alike letters written in plain Latin, each in its place; of the same length."""
    if text.isascii():
        return text
    return mixed_words().sub(lambda match: match[0].translate(_LOOK_ALIKES), text.translate(_styled()))


def mixed_words() -> re.Pattern[str]:
    """A word that mixes Latin letters with Greek or Cyrillic ones."""
    return _MIXED


def _inside(tag: str) -> str:
    """What stands between the two tags of a comment."""
    return re.sub(r"\{%-?\s*\w+\s*-?%\}", "", tag).strip()


def _decoded(text: str) -> str:
    """The words behind base64 or hexadecimal digits; empty when there are none."""
    compact = re.sub(r"[ :]", "", text)
    try:
        if re.fullmatch(r"[0-9a-fA-F]+", compact):
            raw = bytes.fromhex(compact)
        else:
            raw = b64decode(compact + "=" * (-len(compact) % 4), altchars=b"-_", validate=False)
        return raw.decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


@cache
def _styled() -> dict[int, str]:
    """Full-width, mathematical and circled letters to plain ones, one sign each (Unicode blocks)."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    table |= {0x1D400 + place: latin[place % 52] for place in range(13 * 52)}
    table |= {0x24B6 + place: latin[place] for place in range(52)}
    table |= {0x1F130 + place: latin[place] for place in range(26)}
    return table
