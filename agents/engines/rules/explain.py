"""The rule for EXPLAIN: ordered, concrete steps from the draft to its rewrite."""

import re
from collections.abc import Callable, Iterator

from agents.engines.rules.shown import Shown
from agents.engines.tasks import ExplainInput, Guidance
from agents.facts.types import OfferWording
from agents.facts.wording import urgency_words
from agents.lexicons import load
from agents.types import Contrast, Finding, GuidanceStep

_MOST_STEPS = 5
_TITLE_SEEN = 35
_MINDS_TERMS = ("vague_incentive", "irrelevant_offer")


def explain(inputs: ExplainInput) -> Guidance:
    """At most five steps, the diagnosed errors first, each with the words before and after.

    What the words of an earlier step already show (the minimum, the last day, the item) needs no step.
    """
    shown = Shown(inputs)
    steps: list[GuidanceStep] = []
    for step in _error_steps(inputs, shown):
        if all(step.step != s.step for s in steps):
            steps.append(step)
    mended = {step.before for step in steps if step.before}
    steps += [step for step in _claim_steps(inputs, shown) if step.before not in mended]
    for kind, after, holds in _terms(inputs, shown):
        if after and not any(s.after and holds(s.after) for s in steps):
            steps.append(_step(kind, inputs.contrast, after=after))
    steps += _title_step(inputs)
    return Guidance(steps=tuple(steps[:_MOST_STEPS]))


def _error_steps(inputs: ExplainInput, shown: Shown) -> Iterator[GuidanceStep]:
    for finding in inputs.diagnosis.errors:
        unknown = finding.type == "vague_incentive" and inputs.sayable.offer is None
        kind = "vague_incentive_unknown" if unknown else finding.type
        after = None if unknown else _answer(finding, inputs, shown)
        # Of a voucher that has ended the diagnosis, which has no today, says "say it".
        why = finding.feedback if not unknown or inputs.draft.voucher is None else None
        before = None if finding.evidence in inputs.rewritten.text else finding.evidence
        yield _step(kind, inputs.contrast, why=why, before=before, after=_unless_old(after, inputs))


def _unless_old(after: str | None, inputs: ExplainInput) -> str | None:
    """A sentence of the rewrite that the draft had already shows nothing that was mended."""
    return None if after and after in inputs.draft.message.text else after


def _answer(finding: Finding, inputs: ExplainInput, shown: Shown) -> str | None:
    """The words of the rewrite that mend a finding."""
    offer, new = inputs.sayable.offer, inputs.rewritten
    if finding.type in _MINDS_TERMS and offer:
        return _told(offer, shown)
    if finding.type == "weak_call_to_action":
        return shown.step()
    in_title = inputs.draft.title and finding.evidence and finding.evidence in inputs.draft.title
    return new.title if in_title and new.title else shown.first_new(inputs.draft.message.text)


def _told(offer: OfferWording, shown: Shown) -> str | None:
    """The sentence that tells an offer, with its terms if one does: it is told in more ways than one."""
    rest = (_least(offer), (offer.deadline or "").partition(" ")[2])
    return shown.holding(offer.amount, *rest) or shown.holding(_figure(offer.amount), *rest)


def _claim_steps(inputs: ExplainInput, shown: Shown) -> Iterator[GuidanceStep]:
    """Claims that had to go: what the voucher does not give, and hurry with nothing behind it."""
    new, offer = inputs.rewritten.text.casefold(), inputs.sayable.offer
    dropped = [f for f in inputs.sayable.forbidden if f.casefold() not in new]
    hurried = [f for f in dropped if urgency_words(f)]
    wrong = [f for f in dropped if f not in hurried]
    if wrong and offer:
        yield _step("contradiction", inputs.contrast, before=wrong[0], after=_told(offer, shown))
    hurried = [f for f in hurried if not _only_invites(f, inputs.draft.message.text)]
    if hurried:
        day = shown.dated() if offer and offer.deadline else None
        yield _step("urgency_dated" if day else "urgency", inputs.contrast, before=hurried[0], after=day)
        yield from _step_instead(inputs, shown)


def _only_invites(hurry: str, draft: str) -> bool:
    """Whether "do not hesitate" goes on with "to write to us"."""
    return "hesitate" in hurry.casefold() and bool(
        re.search(rf"{re.escape(hurry)}\W+to\b", draft, re.IGNORECASE)
    )


def _terms(inputs: ExplainInput, shown: Shown) -> Iterator[tuple[str, str | None, Callable[[str], bool]]]:
    """The minimum, the last day and the item, if the draft left them out: where the rewrite has them."""
    offer, old = inputs.sayable.offer, inputs.draft.message.text
    least = _least(offer) if offer else None
    number = re.search(r"\d[\d.,]*\d|\d", least or "")
    if least and number and not re.search(rf"(?<![\d.,]){re.escape(number[0])}(?!\d)", old):
        yield "minimum", shown.holding(least), lambda text: least in text
    if offer and offer.deadline and not shown.tells_day(old):
        yield "deadline", shown.dated(), shown.tells_day
    name = inputs.draft.product.name.split()[0].casefold() if inputs.draft.product else None
    if name and name not in old.casefold():
        yield "item", shown.holding(name), lambda text: name in text.casefold()


def _least(offer: OfferWording) -> str | None:
    """The minimum as an amount of money: "S$35" of "min S$35"."""
    return offer.terms_short.partition(" ")[2] if offer.terms_short else None


def _title_step(inputs: ExplainInput) -> Iterator[GuidanceStep]:
    old, new = inputs.draft.title, inputs.rewritten.title
    if old and new and len(old) > _TITLE_SEEN >= len(new):
        yield _step("title", inputs.contrast, before=old, after=new)


def _step_instead(inputs: ExplainInput, shown: Shown) -> Iterator[GuidanceStep]:
    """What a good draft asks for now that its step has gone with the hurry in it."""
    after = shown.step()
    if inputs.diagnosis.primary is None and after and not _words(after) <= _words(inputs.draft.message.text):
        yield _step("step_instead", inputs.contrast, after=after)


def _step(
    kind: str,
    contrast: Contrast | None,
    *,
    why: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> GuidanceStep:
    words = load("guidance")[kind]
    reason = " ".join(r for r in (why or words["why"], _measured(words["patterns"], contrast)) if r)
    return GuidanceStep(step=words["step"], why=reason, before=before or None, after=after)


def _measured(names: list[str], contrast: Contrast | None) -> str | None:
    """What was counted in the segment for this step, if the difference is more than chance."""
    for pattern in contrast.patterns if contrast else ():
        if pattern.name in names and pattern.lift_low > 0:
            strong, weak = (
                round(pattern.share_strong * pattern.n_strong),
                round(pattern.share_weak * pattern.n_weak),
            )
            whose = "this shop's" if contrast and contrast.scope == "own" else "the market's"
            return (
                f"Of {whose} strong messages to these people {strong} of {pattern.n_strong} do it "
                f"({pattern.label}); of the weak ones {weak} of {pattern.n_weak}."
            )
    return None


def _figure(amount: str) -> str:
    """The figure of an amount, if it has one: an offer is told in more ways than one."""
    return next((word for word in amount.split() if any(c.isdigit() for c in word)), amount)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
