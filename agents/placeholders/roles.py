"""What a single tag says of itself: value, note, or the opening, turn or end of a block."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from agents.lexicons import load
from agents.placeholders.scan import Span
from agents.placeholders.types import Role


class Part(NamedTuple):
    """A role and, for parts of a block, the block's name: its end must bear the same."""

    role: Role
    block: str = ""


_VARIABLE = Part("variable")


@cache
def _blocks() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("placeholders")["blocks"].items()}


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def part_of(span: Span, ends: frozenset[str]) -> Part:
    """The part `span` plays in a text whose block ends are `ends`.

    Whether an unfamiliar word opens a block depends on its end tag being there.
    """
    if span.opaque:
        return Part("comment" if span.syntax == "comment" else "variable")
    reader = _READERS.get(span.syntax)
    return reader(span.text, ends) if reader else _VARIABLE


def _double_brace(text: str, _: frozenset[str]) -> Part:
    inner = text.strip("{}").strip("~").strip("-").strip()
    word = inner[1:].split()[0] if inner[1:].split() else ""
    if inner[:1] in {"#", "^"} and word:
        return Part("open", f"mustache:{word.lstrip('*>')}")
    if inner[:1] == "!" or inner[:2] == "/*":
        return Part("comment")
    if inner[:1] == "/":
        return Part("close", f"mustache:{word}")
    if inner == "^" or _regex(r"else(?:\s|$)").match(inner):
        return Part("middle")
    if inner == "end":
        return Part("close", "go")
    first, *rest = inner.split(maxsplit=1) or [""]
    return Part("open", "go") if rest and first in _blocks()["go"] else _VARIABLE


def _brace_percent(text: str, ends: frozenset[str]) -> Part:
    match = _regex(r"\{%[-+~]?\s*(\w+)(.*?)[-+~]?%\}").match(text)
    word = match[1].lower() if match else ""
    if word in _blocks()["middle"]:
        return Part("middle")
    if word.startswith("end") and len(word) > len("end"):
        return Part("close", f"liquid:{word.removeprefix('end')}")
    block = f"liquid:{word}"
    if word == "set" and match and "=" in match[2]:
        return _VARIABLE
    known = word in _blocks()["open"] or word in _blocks()["opaque"]
    return Part("open", block) if known or block in ends else _VARIABLE


def _mailchimp(text: str, ends: frozenset[str]) -> Part:
    inner = text[2:-2].strip().upper()
    name = inner.split(":")[0].strip()
    if name in {"ELSE", "ELSEIF"}:
        return Part("middle")
    if name == "END":
        return Part("close", f"mailchimp:{inner.split(':', 1)[-1].strip()}")
    if name in {"IF", "IFNOT"}:
        return Part("open", "mailchimp:IF")
    block = f"mailchimp:{name}"
    return Part("open", block) if block in ends else _VARIABLE


def _erb(text: str, _: frozenset[str]) -> Part:
    if text.startswith(("<%=", "<%-=")) and not _regex(r"\bdo\b[^%]*%>$").search(text):
        return _VARIABLE
    if text.startswith(("<%#", "<%--")):
        return Part("comment")
    inner = text[2:-2].strip("-= \n")
    if _regex(r"(?:\}\s*)?(?:else|elsif|when)\b").match(inner):
        return Part("middle")
    if inner == "end" or inner.startswith("}"):
        return Part("close", "erb")
    opens = _regex(r"(?:if|unless|case|for|while)\b").match(inner)
    looped = _regex(r"(?:\bdo\b(?:\s*\|[^|]*\|)?|\{(?:\s*\|[^|]*\|)?)$").search(inner)
    return Part("open", "erb") if opens or looped else _VARIABLE


def _ampscript(text: str, _: frozenset[str]) -> Part:
    words = [word.upper() for word in _regex(r"\b(?:IF|ENDIF|ELSEIF|ELSE|FOR|NEXT)\b").findall(text)]
    depth = sum({"IF": 1, "FOR": 1, "ENDIF": -1, "NEXT": -1}.get(word, 0) for word in words)
    if depth:
        return Part("open" if depth > 0 else "close", "ampscript")
    return Part("middle") if words and words[0].startswith("ELSE") else _VARIABLE


def _percent_block(text: str, _: frozenset[str]) -> Part:
    if text.startswith("%/"):
        return Part("close", "percent")
    return Part("middle") if text.startswith("%E") else Part("open", "percent")


def _square_block(text: str, _: frozenset[str]) -> Part:
    if text == "[endif]":
        return Part("close", "square")
    return Part("open", "square") if text.startswith("[if") else Part("middle")


def _quadruple_brace(text: str, _: frozenset[str]) -> Part:
    return Part("close" if text.startswith("{{{{/") else "open", f"raw:{text.strip('{}/ ')}")


def _comment(_text: str, _: frozenset[str]) -> Part:
    return Part("comment")


_Reader = Callable[[str, frozenset[str]], Part]

_READERS: dict[str, _Reader] = {
    "double_brace": _double_brace,
    "brace_percent": _brace_percent,
    "mailchimp": _mailchimp,
    "erb": _erb,
    "ampscript_block": _ampscript,
    "percent_block": _percent_block,
    "square_block": _square_block,
    "handlebars_comment": _comment,
    "jinja_comment": _comment,
    "quadruple_brace": _quadruple_brace,
}
