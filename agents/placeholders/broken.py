"""Tags that would go out broken: half-closed, half-opened, empty, or blocks without their other half."""

import re
from functools import cache

from agents.placeholders.blocks import parse
from agents.placeholders.fields import is_field
from agents.placeholders.scan import Form
from agents.placeholders.types import Placeholder

_SHOWN = 60
"""Characters of a broken tag that a merchant gets to see."""


def broken_tags(text: str) -> tuple[str, ...]:
    """The malformed tags of `text` as written, in order, each once: "{{ first_name }", "*|FNAME|".

    A block tag without its other half ("{% if vip %}" and no "{% endif %}") counts, and so does an
    empty tag ("{{ }}").
    """
    if not _suspicious().search(text):
        return ()
    parsed = parse(text)
    unclosed = [(start, _unclosed(text, start, form)) for start, form in parsed.unclosed]
    found = [(span.start, span.text) for span in parsed.unbalanced]
    found += [(tag.start, tag.text) for tag in parsed.tags if _empty(tag)]
    found += [*unclosed, *_halves(_blotted(text, parsed.tags, unclosed))]
    return tuple(dict.fromkeys(fragment for _, fragment in sorted(found) if fragment))


@cache
def _suspicious() -> re.Pattern[str]:
    return re.compile(r"[{}\[\]<>|]|%[%A-Za-z(\d]|[A-Za-z]%")


def _empty(tag: Placeholder) -> bool:
    edges = {"double_brace": 2, "brace_percent": 2, "erb": 2, "mailchimp": 2, "triple_brace": 3}
    edge = edges.get(tag.syntax)
    return edge is not None and not tag.text[edge:-edge].strip(" \n\t=-~#/")


def _unclosed(text: str, start: int, form: Form) -> str:
    """The opener with what follows up to a half closer, else with the first word after it."""
    rest = text[start + len(form.open) : start + _SHOWN]
    if form.name == "double_square" and not _names_field(rest):
        return ""
    halves = re.escape("".join(dict.fromkeys(form.close)))
    barred = "<>" if form.name == "erb" else ""
    half = re.match(rf"[^{{}}\n%|{barred}]*?(?:\|[^{{}}\n|]*?)?[{halves}]+", rest)
    word = re.match(r"[=#/^]?[\w.$@:]+" if form.line else r"\s*[=#/^]?\s*[\w.$@]+", rest)
    end = half or word
    return form.open + end[0] if end else ""


def _names_field(rest: str) -> bool:
    word = re.match(r"\s*([\w. ]+?)\s*(?:\]|$|[^\w. ])", rest)
    return word is not None and is_field(word[1])


@cache
def _half_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns of halves found outside whole tags; True where "label" must name a field."""
    return (
        (re.compile(r"(?:\{[^{}\n]{1,40}?|[\w.]{0,40}[\w)'\"\]])\s?\}\}"), False),  # name }}
        (re.compile(r"(?:\{\s*)?[A-Za-z_][\w. ]{0,40}?(?<!\d)\s*%\}"), False),  # endif %}
        (re.compile(r"[\w.]{0,40}(?<!\d)[\w)\]\"']\s*%>"), False),  # name %>
        (re.compile(r"\|?(?:[\w:]{1,40})\|\*"), False),  # FNAME|*
        (re.compile(r"%%(?P<label>[A-Za-z_]\w*)%(?!%)"), True),  # %%FirstName%
        (re.compile(r"(?<![\w%])%(?P<label>[A-Za-z_]\w{2,})%%"), True),  # %FirstName%%
        (re.compile(r"(?<![\w%])%(?P<label>[A-Z][A-Z_]{3,})\b(?![%\w])"), True),  # %FIRSTNAME
        (re.compile(r"(?<![\w%])(?P<label>[A-Z_]*NAME)%(?![%\w])"), True),  # FIRSTNAME%
        (re.compile(r"(?<![%\w])%\d+\$(?![A-Za-z@\d.\-])"), False),  # %1$
        (re.compile(r"[$#]?\{!?\s*(?P<label>[A-Za-z_][\w.]*)\s*(?![\w.]|[^{}\n]*\})[\])>]?"), True),  # {name
        (re.compile(r"(?<![\w{])(?P<label>[A-Za-z_]\w*)\s?\}(?!\})"), True),  # name}
        (re.compile(r"\[(?P<label>[A-Z][A-Z_ ]*NAME)\b(?!\w|[^\[\]\n]*\])"), True),  # [FIRST NAME
        (re.compile(r"\[(?P<label>[\w ]+)\]\]"), True),  # [name]]
        (re.compile(r"<[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?![\w>])"), False),  # <customer_name
    )


def _blotted(text: str, tags: tuple[Placeholder, ...], unclosed: list[tuple[int, str]]) -> str:
    """The text with everything already read made unreadable, each character still in its place.

    A whole tag with one closer too many ("{name}}") stays, so that the odd one is seen with it.
    """
    odd = {"icu_simple": "}", "square": "]", "percent": "%"}
    spans = [(tag.start, tag.end) for tag in tags if text[tag.end : tag.end + 1] != odd.get(tag.syntax)]
    spans += [(start, start + len(fragment)) for start, fragment in unclosed]
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "\x00" * (end - start)
    return "".join(letters)


def _halves(rest: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    taken: set[int] = set()
    for pattern, named in _half_patterns():
        for match in pattern.finditer(rest):
            if match.start() not in taken and (not named or is_field(match["label"])):
                found.append((match.start(), match[0].strip()))
                taken.update(range(*match.span()))
    return found
