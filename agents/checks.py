"""The hard checks on every outgoing message, whichever engine wrote it."""

import re
from dataclasses import dataclass

from agents.channels import lint
from agents.eligibility import meant_for_others
from agents.facts.ledger import Ledger
from agents.hygiene import clean
from agents.language import same_language
from agents.leftovers import leftovers
from agents.named import names_lost
from agents.placeholders import check_placeholders, find_placeholders
from agents.presumed import presumed_falsely
from agents.types import Draft, LintFinding, Message, Violation

_WORDS_OF_A_COPY = 6
_NAME_OF_A_TAG = "whatsapp_variable_name"


@dataclass(frozen=True)
class HardChecks:
    """All that a message to this draft's audience may not break.

    `foreign` are names and texts of other merchants that were looked at on the way: none of their
    names, and no run of six of their words, may come out. `waived` are facts of the draft that need
    not stay, because the offer they belong to is for other people.
    """

    draft: Draft
    ledger: Ledger
    language: str
    foreign: tuple[str, ...] = ()
    waived: frozenset[str] = frozenset()

    def violations(self, message: Message) -> tuple[Violation, ...]:
        """Every hard check that fails, in words for an engine to repair; empty when it may go out."""
        return (
            *self._shape(message),
            *check_placeholders(self.draft.message, message),
            *(v for v in self.ledger.check(message) if not self._is_waived(v)),
            *self._privacy(message),
            *self._channel(message),
            *self._language(message),
            *self._hostile(message),
            *leftovers(message, self.draft.message),
            *presumed_falsely(message, self.draft),
            *names_lost(message, self.draft, gift=meant_for_others(self.draft) is None),
        )

    def _is_waived(self, violation: Violation) -> bool:
        return violation.rule == "fact_lost" and any(f"“{w}”" in violation.detail for w in self.waived)

    def _shape(self, message: Message) -> tuple[Violation, ...]:
        if message.body.strip():
            return ()
        return (Violation(rule="empty_message", detail="The message has no text."),)

    def _privacy(self, message: Message) -> tuple[Violation, ...]:
        said, own = _runs(message.text), _runs(self.draft.message.text)
        for text in self.foreign:
            leaked = (_runs(text) & said) - own
            named = len(text.split()) < _WORDS_OF_A_COPY and self._names(text, message)
            if leaked or named:
                return (Violation(rule="foreign_text", detail="The message repeats words of another shop."),)
        return ()

    def _names(self, name: str, message: Message) -> bool:
        draft = self.draft
        known = f"{draft.message.text} {draft.merchant} {draft.product} {draft.voucher}".casefold()
        return name.casefold() not in known and bool(
            re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", message.text.casefold())
        )

    def _channel(self, message: Message) -> tuple[Violation, ...]:
        market = self.draft.merchant.market if self.draft.merchant else None
        channel = self.draft.channel or "push"
        found = lint(message, channel=channel, market=market, original=self.draft.message)
        return tuple(
            Violation(rule=f.rule, detail=f.detail)
            for f in found
            if f.severity == "error" and not self._is_tags_own(f)
        )

    def _is_tags_own(self, finding: LintFinding) -> bool:
        """Whether it is the name of a tag of the draft's, which has to stay as it is: told, not refused."""
        tags = find_placeholders(self.draft.message.text) if finding.rule == _NAME_OF_A_TAG else []
        return any(finding.detail.startswith(f"{tag.text}:") for tag in tags)

    def _language(self, message: Message) -> tuple[Violation, ...]:
        if same_language(self.draft.message.text, message.text, self.language):
            return ()
        return (Violation(rule="other_language", detail=f"The message must stay in {self.language}."),)

    def _hostile(self, message: Message) -> tuple[Violation, ...]:
        """A message must be clean by the same measure as the draft it answers."""
        found = clean(self.draft.model_copy(update={"title": message.title, "body": message.body})).removed
        return tuple(Violation(rule="unsafe_text", detail=f.note) for f in found)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + _WORDS_OF_A_COPY]) for i in range(len(words) - _WORDS_OF_A_COPY + 1)}
