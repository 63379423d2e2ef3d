"""Records to measure, made by hand so that every figure can be reckoned on paper."""

from typing import Any

from agents.evaluation.records import Broken, Label, Record
from agents.evaluation.similarity import Similarity
from agents.evaluation.types import Setup
from agents.types import (
    Draft,
    ErrorType,
    Finding,
    Message,
    Preference,
    ScorePair,
    Scores,
    Suggestion,
    Usage,
)

OLD, NEW = "Come back soon for a treat!", "Your basket is waiting: finish your order."
SETUP = Setup(name="trial", engine="llm:small", judge="llm:large", repeats=2, source="5 drafts")


def scores(audience: int, market: int) -> Scores:
    return Scores.model_validate({"audience_match": audience, "marketing_effectiveness": market})


def record(key: str, **said: Any) -> Record:
    """A draft of lapsing buyers that was rewritten from 1 and 1 to 5 and 3, and preferred."""
    errors: tuple[ErrorType, ...] = said.pop("errors", ("vague_incentive",))
    suggestion = Suggestion(
        id=f"S-{key}",
        outcome="rewritten",
        message=Message(body=NEW),
        errors=tuple(Finding(type=e, evidence="a treat", feedback="Say which.") for e in errors),
        primary_error=errors[0] if errors else None,
        engine="llm:small",
        elapsed_ms=said.pop("elapsed_ms", 100.0),
        usage=said.pop("usage", None),
    )
    suggestion = suggestion.model_copy(update=said.pop("suggestion", {}))
    fields: dict[str, Any] = {
        "draft": Draft(id=key, audience="lapsing_buyers", channel="push", body=OLD),
        "suggestion": suggestion,
        "scores": ScorePair(original=scores(1, 1), rewritten=scores(5, 3)),
        "preference": Preference(winner="rewritten", confidence=0.9, consistent_when_swapped=True),
        "repeated": ("rewritten",),
        "checked": 1,
    }
    return Record.model_validate({"key": key} | fields | said)


def kept(key: str, **said: Any) -> Record:
    """A draft that was left as it is: 5 and 5."""
    left = {"outcome": "unchanged", "message": Message(body=OLD), "engine": "rules", "usage": None}
    judged = {"scores": ScorePair(original=scores(5, 5)), "preference": None, "repeated": ()}
    return record(key, errors=(), suggestion=left, **judged | said)


def five() -> list[Record]:
    """Three rewrites, of which one wins, one ties and one loses; a draft left alone; one refused."""
    tie = Preference(winner="tie", confidence=0.5, consistent_when_swapped=False)
    lost = Preference(winner="original", confidence=0.7, consistent_when_swapped=True)
    buyers = Draft(id="c", audience="new_buyers", channel="push", body=OLD)
    used = Usage(calls=3, tokens_in=900, tokens_out=90, cost=0.002)
    label = Label(primary="vague_incentive", offer_contradiction=False, audience_score=2, market_score=4)
    refused = {"outcome": "refused", "message": None}
    unseen = {"scores": None, "preference": None, "repeated": (), "checked": 0}
    return [
        record("a", usage=used, label=label),
        record("b", preference=tie, repeated=("rewritten",), usage=used.plus(used), timed=False),
        record(
            "c",
            draft=buyers,
            preference=lost,
            repeated=("original",),
            errors=("weak_call_to_action", "vague_incentive"),
            errors_left=("weak_call_to_action",),
            broken=(Broken(where="message", rule="new_fact", detail="“20%” is not known."),),
            elapsed_ms=300.0,
        ),
        kept("d", label=Label(primary="none")),
        record("e", errors=(), suggestion=refused, **unseen),
    ]


def nearness(count: int = 3) -> Similarity:
    return Similarity(chrf=tuple(10.0 * n for n in range(1, count + 1)), means={"chrF": "by hand"})
