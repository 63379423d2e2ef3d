"""Which words of a draft may not stay: what the diagnosis quotes and what the ledger forbids."""

import re

from agents.engines.rules.writing.figures import figures
from agents.engines.rules.writing.polish import is_officialese
from agents.engines.rules.writing.roles import matcher
from agents.engines.tasks import RewriteInput
from agents.types import ErrorType, Voucher

_QUOTED = re.compile(r"^“([^”]+)” (?:hurries|is a claim|promises)")
_SHORT_QUOTE = 40
_SHORT_STEP = 8  # words; a longer one says something besides
_TELLING_PIECE = 12


class Evidence:
    """Looks up any sentence of a draft against the diagnosis and the ledger."""

    def __init__(self, inputs: RewriteInput) -> None:
        self._quotes: list[tuple[ErrorType, str]] = [
            (f.type, f.evidence) for f in inputs.diagnosis.errors if not is_officialese(f.evidence)
        ]
        stopped = tuple(m for problem in inputs.problems for m in _QUOTED.findall(problem))
        self._forbidden = (*inputs.sayable.forbidden, *stopped)
        self._market = inputs.draft.merchant.market if inputs.draft.merchant else None
        self._gone = inputs.draft.voucher if inputs.sayable.offer is None else None

    @property
    def has_weak_step(self) -> bool:
        """Whether the draft's call to action was found weak."""
        return any(kind == "weak_call_to_action" for kind, _ in self._quotes)

    def against(self, text: str) -> bool:
        """Whether a sentence says what may not be said, or is quoted for an error (a weak step aside)."""
        if self.wrong_words(text) or (self._gone and self._is_of_the_offer(text, self._gone)):
            return True
        return any(kind != "weak_call_to_action" and _overlap(quote, text) for kind, quote in self._quotes)

    def _is_of_the_offer(self, text: str, gone: Voucher) -> bool:
        """Whether it is of an offer that is gone: the step that takes it, its small print, its last day."""
        if matcher("taking").search(text) or matcher("small_print").search(text):
            return True
        return gone.expires_at is not None and not figures(f"{gone.expires_at:%d %B}", None).isdisjoint(
            figures(text, self._market)
        )

    def weak_step_in(self, text: str) -> bool:
        """Whether a short quotation for a weak step stands in this sentence."""
        weak = [q for kind, q in self._quotes if kind == "weak_call_to_action" and len(q) < _SHORT_QUOTE]
        return any(_overlap(q, text) for q in weak)

    def is_weak_step(self, text: str) -> bool:
        """Whether a short sentence, quoted as a whole for asking for nothing, asks faintly for something."""
        if len(text.split()) > _SHORT_STEP or not matcher("faint_step").search(text):
            return False
        bare = text.casefold().strip(" .!?…")
        return any(
            kind == "weak_call_to_action" and q.casefold().strip(" .!?…") == bare for kind, q in self._quotes
        )

    def wrong_words(self, text: str) -> list[str]:
        """The forbidden words that stand in a sentence, as the draft writes them."""
        return [f for f in self._forbidden if f.casefold() in text.casefold()]


def _overlap(quote: str, text: str) -> bool:
    a, b = quote.casefold().strip(" .!?…\"'"), text.casefold()
    return bool(a) and (
        a in b or b.strip(" .!?") in a or any(len(s) > _TELLING_PIECE and s in b for s in _pieces(a))
    )


def _pieces(quote: str) -> list[str]:
    return [s.strip() for s in re.split(r"…|\.\.\.|[.!?]\s|\n", quote) if s.strip()]
