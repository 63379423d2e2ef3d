"""Another merchant's message as a pattern: its shape stays, its words become slots.

Nothing is recognised and taken out; the other way round, only what is known to belong to nobody is
left in (`lexicons/plain_words.toml`). Figures, days, links, names, products, claims, anything in
another language: all of that is a slot, whether or not we know what it is.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from agents.emoji import without_emoji
from agents.facts.numerals import plain
from agents.facts.promise import read_promise
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Message, Product, Voucher

# Which year a day falls in does not matter: it becomes a slot.
_ANY_DAY = date(2026, 1, 1)
_REMEMBERED = 2048
_LONGEST_RUN = 4
_CASED_SHARE = 0.6
_FEW_WORDS = 3
_SLOT_OF = {
    "percent": "offer",
    "points": "offer",
    "multibuy": "offer",
    "money": "price",
    "date": "deadline",
    "time": "deadline",
    "code": "code",
    "link": "link",
    "phone": "contact",
    "reference": "detail",
    "number": "detail",
}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIXES = frozenset(["s", "ll", "ve", "re", "d", "m"])
_MARKS = frozenset(".,:;?!\n")


class _Span(NamedTuple):
    start: int
    end: int
    slot: str


@lru_cache(maxsize=_REMEMBERED)
def delexicalise(
    message: Message,
    *,
    merchant_name: str | None = None,
    product: Product | None = None,
    voucher: Voucher | None = None,
    market: str | None = None,
) -> Message:
    """The message as a pattern that names nobody, in lower case.

    "Your Silk Serum is still here: 5 % off until Friday" becomes "your [product] is still here:
    [offer] until [deadline]". Every word left is one of the plain ones; no more than four stand
    together as they stood in the original; none belongs to the name of merchant, product, category
    or voucher unless it is a function word.
    """
    names = [("product", product.name if product else ""), ("shop", merchant_name or "")]
    names += [("offer", voucher.title if voucher else "")] + [("product", step) for step in _steps(product)]
    own = _Own([(slot, name) for slot, name in names if name], _amounts(voucher), market)
    title = _pattern(without_emoji(message.title), own) if message.title else None
    return Message(title=title, body=_pattern(without_emoji(message.body), own))


class _Own:
    """What belongs to this merchant: names with the slot they become, each word of them, amounts."""

    def __init__(self, names: list[tuple[str, str]], amounts: dict[str, str], market: str | None) -> None:
        self.names, self.amounts, self.market = names, amounts, market
        self.words: dict[str, str] = {}
        for slot, name in names:
            for word in _words(name) - _plain()["function"]:
                self.words.setdefault(word, slot)


def _pattern(text: str, own: _Own) -> str:
    pieces: list[str] = []
    at = 0
    for span in _spans(text, own):
        pieces += _kept(text, at, span.start, own)
        pieces.append(f"[{span.slot}]")
        # "30 Nov." is read with its stop, which may end a sentence as well.
        at = span.end - text[: span.end].endswith(".")
    pieces += _kept(text, at, len(text), own)
    return _joined(_broken_up(_merged(pieces)))


def _spans(text: str, own: _Own) -> list[_Span]:
    """What is known to be a tag, a name or a fact; the first to claim a place keeps it."""
    claims = [
        _Span(t.start, t.end, "name" if t.role == "variable" else "detail") for t in find_placeholders(text)
    ]
    claims += [_Span(*m.span(), slot) for slot, name in own.names for m in _named(name).finditer(text)]
    promise = read_promise(text, market=own.market, today=_ANY_DAY)
    claims += [_Span(f.start, f.end, "minimum") for f in promise.minimums]
    claims += [_Span(f.start, f.end, "offer") for f in promise.amounts]
    facts = read_facts(text, market=own.market, today=_ANY_DAY)
    claims += [
        _Span(f.start, f.end, own.amounts.get(f.key.rpartition(":")[2], _SLOT_OF[f.kind])) for f in facts
    ]
    found: list[_Span] = []
    for claim in claims:
        if all(claim.end <= s.start or claim.start >= s.end for s in found):
            found.append(claim)
    return sorted(found)


def _amounts(voucher: Voucher | None) -> dict[str, str]:
    """The voucher's amounts as facts write them, with the slot each becomes."""
    amounts = {"offer": voucher.value, "minimum": voucher.min_spend} if voucher else {}
    return {plain(amount): slot for slot, amount in amounts.items() if amount}


def _named(name: str) -> re.Pattern[str]:
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", name))
    return re.compile(rf"(?<!\w){words}(?:['’]?s)?(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _kept(text: str, start: int, end: int, own: _Own) -> Iterator[str]:
    """Plain words and marks between two spans, a slot for everything else."""
    at = start
    for match in _WORD.finditer(text, start, end):
        yield from (mark for mark in text[at : match.start()] if mark in _MARKS)
        yield _seen(match[0], text, match.start(), own)
        at = match.end()
    yield from (mark for mark in text[at:end] if mark in _MARKS)


def _seen(word: str, text: str, at: int, own: _Own) -> str:
    """The word itself if it belongs to nobody, else the slot that hides it."""
    form = _plain_form(word)
    base, _, suffix = form.partition("'")
    for part in (form, base, base.removesuffix("s")):
        if part in own.words:
            return f"[{own.words[part]}]"
    known = _plain()["function"] | _plain()["copy"]
    if form not in known and not (base in known and suffix in _SUFFIXES):
        return "[detail]"
    cased = word[0].isupper() and word not in {"I", "I'm", "I’m"}
    return "[detail]" if cased and not _may_be_upper(text, at) else form


def _may_be_upper(text: str, at: int) -> bool:
    """At the start of a sentence, or in a line where nearly every word is: elsewhere it is a name."""
    if re.search(r"(?:^|[.!?:\n])[^\w]*$", text[max(0, at - 12) : at]):
        return True
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    words = _WORD.findall(line)
    return len(words) >= _FEW_WORDS and sum(w[0].isupper() for w in words) >= _CASED_SHARE * len(words)


def _merged(pieces: list[str]) -> list[str]:
    """The same slot twice in a row, marks between or not, says no more than once."""
    merged: list[str] = []
    for piece in pieces:
        before = [p for p in merged[-2:] if p not in _MARKS]
        if (
            piece.startswith("[")
            and before
            and before[-1] == piece
            and merged[-1] not in {".", "?", "!", "\n"}
        ):
            continue
        if piece in _MARKS and merged and merged[-1] in _MARKS:
            continue
        merged.append(piece)
    return merged


def _broken_up(pieces: list[str]) -> list[str]:
    """No run of words long enough to be somebody's sentence."""
    run, out = 0, []
    for piece in pieces:
        if piece in _MARKS:
            out.append(piece)
            continue
        run = 0 if piece.startswith("[") else run + 1
        out.append("[detail]" if run > _LONGEST_RUN else piece)
        run = 0 if run > _LONGEST_RUN else run
    return _merged(out)


def _joined(pieces: list[str]) -> str:
    text = " ".join(pieces)
    return re.sub(r" +([.,:;?!])", r"\1", re.sub(r" *\n *", "\n", text)).strip(" ,:;\n")


def _steps(product: Product | None) -> list[str]:
    return [step.strip() for step in (product.category or "").split(">")] if product else []


def _words(text: str) -> set[str]:
    words = {_plain_form(w) for w in re.findall(r"\w+", text)}
    return words | {w.removesuffix("s") for w in words}


def _plain_form(word: str) -> str:
    return word.replace("’", "'").casefold()


@cache
def _plain() -> dict[str, frozenset[str]]:
    lists: dict[str, str] = load("plain_words")
    return {name: frozenset(words.split()) for name, words in lists.items()}
