"""Small mends of a merchant's own sentences: shouting, shorthand, doubled marks, capitals, full stops."""

import re
from collections.abc import Iterable
from functools import cache

from agents.engines.rules.tongue import Tongue, tongue_spoken, words
from agents.engines.rules.writing.marks import finish, sentence_case
from agents.engines.rules.writing.shouting import calm_capitals, is_shouting
from agents.placeholders import mask

_LINK = re.compile(r"https?://\S+")


def polish(text: str, *, names: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> str:
    """The sentence mended. `names` get their own spelling back, `keep` stays byte for byte.

    Placeholders and links are never touched. Nothing is added but a full stop.
    """
    guarded = _Guard(text, keep)
    mended = _calm_marks(calm_capitals(guarded.text))
    for pattern, replacement in _corrections(tongue_spoken()):
        mended = pattern.sub(replacement, mended)
    for name in names if is_shouting(guarded.text) else ():
        mended = re.sub(re.escape(name), name.replace("\\", r"\\"), mended, flags=re.IGNORECASE)
    return guarded.restore(finish(sentence_case(_calm_spaces(mended))))


def correct(text: str, *, keep: tuple[str, ...] = ()) -> str:
    """Only the slips, shorthand and doubled marks of a sentence mended, its capitals as they are."""
    guarded = _Guard(text, keep)
    mended = _calm_marks(guarded.text)
    for pattern, replacement in _corrections(tongue_spoken()):
        mended = pattern.sub(replacement, mended)
    return guarded.restore(sentence_case(mended) if text[:1].isupper() else mended)


def reword(text: str, changes: Iterable[tuple[re.Pattern[str], str]], *, keep: tuple[str, ...] = ()) -> str:
    """The text with each pattern's words replaced, a capital where a sentence begins; `keep` stays."""
    guarded = _Guard(text, keep)
    mended = guarded.text
    for pattern, replacement in changes:
        mended = pattern.sub(replacement, mended)
    mended = re.sub(r"([.!?…]\s+|\n\s*)([a-z])", lambda m: m[1] + m[2].upper(), _calm_spaces(mended))
    return guarded.restore(sentence_case(mended) if text[:1].isupper() else mended)


def is_officialese(quote: str) -> bool:
    """Whether a quotation is office language that mending replaces."""
    return any(re.search(pattern, f"{quote} ", re.IGNORECASE) for pattern in words("polish")["officialese"])


class _Guard:
    """Hides what may not change behind private-use characters while the rest is mended."""

    def __init__(self, text: str, keep: tuple[str, ...]) -> None:
        self._masked = mask(text)
        self._kept: list[str] = []
        self.text = _LINK.sub(lambda m: self._hide(m[0]), self._masked.text)
        self.text = re.sub(r"[\"“'‘][A-Z0-9]{3,}[\"”'’]", lambda m: self._hide(m[0]), self.text)
        self.text = re.sub(r"⟦P\d+⟧", lambda m: self._hide(m[0]), self.text)
        for fact in sorted(keep, key=len, reverse=True):
            self.text = self.text.replace(fact, self._hide(fact)) if fact in self.text else self.text

    def _hide(self, what: str) -> str:
        self._kept.append(what)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def restore(self, text: str) -> str:
        for number in reversed(range(len(self._kept))):
            text = text.replace(f"\ue000{number}\ue001", self._kept[number])
        return self._masked.restore(text)


@cache
def _corrections(tongue: Tongue) -> tuple[tuple[re.Pattern[str], str], ...]:
    lexicon = words("polish", tongue)
    slips: dict[str, str] = lexicon["words"] | lexicon["officialese"]
    return tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in slips.items())


def _calm_marks(text: str) -> str:
    text = re.sub(r"[!?]*\?[!?]+|[!?]+\?[!?]*", "?", text)
    return re.sub(r"\.{4,}", "…", re.sub(r"!{2,}", "!", text))


def _calm_spaces(text: str) -> str:
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\s+([,.!?;:](?:\s|$))", r"\1", text)).strip()
