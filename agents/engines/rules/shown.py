"""The sentences of a rewrite that show what a step of the guidance asks for."""

import re
from collections.abc import Iterable
from datetime import date

from agents.engines.rules.diagnosis.about import context_of
from agents.engines.rules.diagnosis.signals import Signals, notice
from agents.engines.tasks import ExplainInput
from agents.facts.read import read_facts

_OPT_OUT = re.compile(r"\b(?:STOP|opt[- ]?out)\b")
_FEW_WORDS = 2


class Shown:
    """What a rewrite says, sentence by sentence, without its sign-off."""

    def __init__(self, inputs: ExplainInput) -> None:
        draft = inputs.draft
        self._signals = notice(inputs.rewritten, context_of(draft, inputs.rewritten))
        self._market = draft.merchant.market if draft.merchant else None
        self._last_day = draft.voucher.expires_at if draft.voucher else None
        self.sentences = _spoken(self._signals)

    def holding(self, *words: str | None) -> str | None:
        """The sentence that holds most of `words` and the first of them; the body's before the title."""
        wanted = [word.casefold() for word in words if word]
        fitting = [s for s in self.sentences if wanted and wanted[0] in s.casefold()]
        return max(fitting, key=lambda s: sum(_holds(s, word) for word in wanted), default=None)

    def dated(self) -> str | None:
        """The sentence with the last day of the offer. A set of 6 hooks is no 6 December."""
        return next((s for s in self.sentences if self.tells_day(s)), None)

    def tells_day(self, text: str) -> bool:
        """Whether the day on which the offer ends stands in `text`, as a date or as its weekday."""
        day = self._last_day
        return day is not None and any(
            fact.kind == "date" and _is_day(fact.key, day) for fact in read_facts(text, market=self._market)
        )

    def step(self) -> str | None:
        """The last sentence that asks for something, else the last full one that is no opt-out."""
        full = [s for s in self.sentences if len(s.split()) > _FEW_WORDS and not _OPT_OUT.search(s)]
        reading = self._signals.reading
        asked = [reading.place[hit.start] for hit in self._signals.steps]
        places = _places(reading.original, full)
        asking = [s for s, (a, b) in zip(full, places, strict=True) if any(a <= at < b for at in asked)]
        return next(reversed(asking or full), None)

    def first_new(self, old: str) -> str | None:
        """The first full sentence that is not in `old`."""
        return next((s for s in self.sentences if s not in old and len(s.split()) > _FEW_WORDS), None)


def _spoken(signals: Signals) -> list[str]:
    """The sentences of the body, then of the title."""
    reading = signals.reading
    start, end = signals.signoff
    away = range(reading.place[start], reading.place[end - 1] + 1) if end else range(0)
    said = [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", reading.original) if s.strip()]
    kept = [
        (at, s) for s, (at, _) in zip(said, _places(reading.original, said), strict=True) if at not in away
    ]
    body = [s for at, s in kept if at >= reading.title_length]
    return body + [s for at, s in kept if at < reading.title_length]


def _places(text: str, parts: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of each part in `text`."""
    return [(text.rfind(part), text.rfind(part) + len(part)) for part in parts]


def _holds(sentence: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w.,]){re.escape(word)}(?!\w|[.,]\d)", sentence.casefold()))


def _is_day(key: str, day: date) -> bool:
    return key.endswith(f"{day:%m-%d}") or key == f"weekday:{day:%a}".lower()
