"""Formatting marks of Slack and Markdown that a customer would see as signs."""

import re

from agents.hygiene.types import Removed

_MARKS = re.compile("[*_~`>#&]")
_FENCE = re.compile(
    r"(?:^|(?<=\n))[ \t]*```(?:text|txt|html|json|md|markdown|plain|plaintext)?[ \t]*(?=\n)|[ \t]*```[ \t]*"
)
_BACKTICKS = re.compile(r"(?<![`\w])`([^`\n]+)`(?![`\w])")
_QUOTED = re.compile(r"^>[> \t]*(?=[^\s\d>])", re.MULTILINE)
_HEADING = re.compile(r"^#{1,4} +(?=[^\W\d]{2})", re.MULTILINE)
_ENTITY = re.compile("&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_BEFORE, _AFTER = r"(?<![\w*_~`/=&?#.@+-])", r"(?![\w*_~`/=@])"
_BOLD = re.compile(rf"{_BEFORE}(\*\*|__|\*|_)(?=[^\s*_])([^*\n|{{}}<>]{{0,300}}?[^\s*_|{{}}<>])\1{_AFTER}")
_STRUCK = re.compile(
    rf"(?P<was>\b[Ww]as\s+)?{_BEFORE}(?P<mark>~~?)(?=[^\s~])(?P<old>[^~\n]{{1,60}}?)(?<=[^\s~])(?P=mark){_AFTER}"
    r"\s*(?:now\s+)?(?P<new>(?:[^\W\d]{1,3})?\s?[$€£¥₱₫฿₹]?\s?\d)"
)
_CODE = re.compile(r"[A-Z0-9*_~.\-]*(?:\d|[*_~])[A-Z0-9*_~.\-]*|[a-z0-9]+(?:_[a-z0-9]+)+")
_CODE_WORD = re.compile(
    r"\b(?:codes?|coupon|voucher|promo|enter|type|kode|kod|código|cupón|cupom|gutschein\w*|mã|nhập)\b\W*$|"
    r"(?:码|碼|コード|코드)\W*$",
    re.IGNORECASE,
)
_AROUND = 30
"""Characters before a marked word that tell whether it is a code."""


def without_formatting(text: str, *, channel: str | None, language: str = "en") -> tuple[str, list[Removed]]:
    """`text` without code fences, quote marks and, outside WhatsApp, marks around plain words.

    What may be a code keeps its signs ("*VIP*25", "NEW_IN_5", "code *SUN*"). A struck price before
    another one reads "was $20, now $15" in English; other struck words stay. Nothing is reported:
    the words are the same.
    """
    if not _MARKS.search(text):
        return text, []
    text = _QUOTED.sub("", _ENTITY.sub(lambda match: _SIGNS[match[1]], text))
    if "```" in text:
        text = _FENCE.sub(_opened, text).strip()
    if channel != "whatsapp":
        text = _BOLD.sub(_plain, _HEADING.sub("", _BACKTICKS.sub(_unquoted, text)))
        if language == "en":
            text = _STRUCK.sub(_reduced, text)
    return text, []


def _opened(match: re.Match[str]) -> str:
    """What a fence leaves: a space where it stood between words."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return " " if before and after and before[-1] != "\n" and after[0] != "\n" else ""


def _unquoted(match: re.Match[str]) -> str:
    """What backticks hold; a code such as `*SUN*` would lose its signs without them."""
    return match[0] if _BOLD.search(match[1]) or _STRUCK.search(match[1]) else match[1]


def _plain(match: re.Match[str]) -> str:
    """What formatting holds; with its signs when they may belong to a code."""
    inside, before = match[2], match.string[max(0, match.start() - _AROUND) : match.start()]
    code = _CODE.fullmatch(inside) or (" " not in inside and _CODE_WORD.search(before))
    return match[0] if code else inside


def _reduced(match: re.Match[str]) -> str:
    return (
        f"{match['was'] or 'was '}{match['old']}, now {match['new']}"
        if re.search(r"\d", match["old"])
        else match[0]
    )
