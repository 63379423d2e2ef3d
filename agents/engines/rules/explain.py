"""The rule for EXPLAIN: ordered, concrete steps from the draft to its rewrite."""

import re
from collections.abc import Iterator

from agents.engines.tasks import ExplainInput, Guidance
from agents.facts.wording import urgency_words
from agents.lexicons import load
from agents.types import Contrast, Finding, GuidanceStep, Message

_MOST_STEPS = 5
_TITLE_SEEN = 35
_FEW_WORDS = 2


def explain(inputs: ExplainInput) -> Guidance:
    """At most five steps, the diagnosed errors first, each with the words before and after."""
    steps: list[GuidanceStep] = []
    for step in [*_error_steps(inputs), *_term_steps(inputs), *_other_steps(inputs)]:
        if all(step.step != s.step for s in steps):
            steps.append(step)
    return Guidance(steps=tuple(steps[:_MOST_STEPS]))


def _error_steps(inputs: ExplainInput) -> Iterator[GuidanceStep]:
    for finding in inputs.diagnosis.errors:
        unknown = finding.type == "vague_incentive" and inputs.sayable.offer is None
        kind = "vague_incentive_unknown" if unknown else finding.type
        shown = None if unknown else _answer(finding, inputs)
        yield _step(kind, inputs.contrast, why=finding.feedback, before=finding.evidence, after=shown)


def _answer(finding: Finding, inputs: ExplainInput) -> str | None:
    """The words of the rewrite that mend a finding."""
    new = inputs.rewritten
    amount = inputs.sayable.offer.amount if inputs.sayable.offer else None
    if finding.type in {"vague_incentive", "irrelevant_offer"} and amount:
        return _sentence_with(amount, new) or _sentence_with(_figure(amount), new)
    if finding.type == "weak_call_to_action":
        return _last_step(new)
    in_title = inputs.draft.title and finding.evidence and finding.evidence in inputs.draft.title
    return new.title if in_title and new.title else _first_change(inputs)


def _term_steps(inputs: ExplainInput) -> Iterator[GuidanceStep]:
    offer, old, new = inputs.sayable.offer, inputs.draft.message.text, inputs.rewritten
    if offer is None:
        return
    for kind, words in (("minimum", offer.terms), ("deadline", offer.deadline)):
        number = re.search(r"\d[\d.,]*", words or "")
        if words and number and number[0] not in old and (shown := _sentence_with(number[0], new)):
            yield _step(kind, inputs.contrast, after=shown)


def _other_steps(inputs: ExplainInput) -> Iterator[GuidanceStep]:
    draft, new = inputs.draft, inputs.rewritten
    dropped = [f for f in inputs.sayable.forbidden if f.casefold() not in new.text.casefold()]
    hurried = [f for f in dropped if urgency_words(f)]
    wrong = [f for f in dropped if f not in hurried]
    offer = inputs.sayable.offer
    if wrong and offer:
        yield _step(
            "contradiction", inputs.contrast, before=wrong[0], after=_sentence_with(offer.amount, new)
        )
    if hurried:
        yield _step("urgency", inputs.contrast, before=hurried[0])
        yield from _step_instead(inputs)
    name = draft.product.name.split()[0] if draft.product else None
    if (
        name
        and name.casefold() not in draft.message.text.casefold()
        and name.casefold() in new.text.casefold()
    ):
        yield _step("item", inputs.contrast, after=_sentence_with(name, new))
    if draft.title and new.title and len(draft.title) > _TITLE_SEEN >= len(new.title):
        yield _step("title", inputs.contrast, before=draft.title, after=new.title)


def _step_instead(inputs: ExplainInput) -> Iterator[GuidanceStep]:
    """What a good draft asks for now that its step has gone with the hurry in it."""
    shown = _last_step(inputs.rewritten)
    if inputs.diagnosis.primary is None and shown and not _words(shown) <= _words(inputs.draft.message.text):
        yield _step("step_instead", inputs.contrast, after=shown)


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


def _sentences(message: Message) -> list[str]:
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", message.text) if s.strip()]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _sentence_with(words: str, message: Message) -> str | None:
    return next((s for s in _sentences(message) if words.casefold() in s.casefold()), None)


def _last_step(message: Message) -> str | None:
    """The last full sentence that is not an opt-out, a name or a greeting."""
    said = [
        s
        for s in _sentences(message)
        if len(s.split()) > _FEW_WORDS and not re.search(r"\b(STOP|opt[- ]?out)\b", s)
    ]
    return said[-1] if said else None


def _first_change(inputs: ExplainInput) -> str | None:
    old = inputs.draft.message.text
    return next(
        (s for s in _sentences(inputs.rewritten) if s not in old and len(s.split()) > _FEW_WORDS), None
    )
