"""Inputs for every task, on one draft that has all there can be, and a model that says what it is told to."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from agents.engines.model.errors import ModelError
from agents.engines.model.types import ModelAnswer, ModelCall, TokenUsage
from agents.engines.tasks import (
    COMPARE,
    DIAGNOSE,
    EXPLAIN,
    REWRITE,
    SCORE,
    SUMMARISE,
    UNDERSTAND,
    CompareInput,
    DiagnoseInput,
    ExplainInput,
    RewriteInput,
    ScoreInput,
    SummariseInput,
    UnderstandInput,
)
from agents.facts.ledger import open_ledger
from agents.types import Contrast, Diagnosis, Draft, Exemplar, Finding, Message, Pattern, Value

TODAY = date(2026, 11, 20)
DRAFT = Draft.model_validate(
    {
        "merchant": {"id": "m02", "name": "Kopi Lorong", "market": "SG"},
        "audience": "abandoned_cart_buyers",
        "channel": "push",
        "title": "You forgot something",
        "body": "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁 It ends tonight.",
        "product": {"name": "Kopi-O Drip Bags, 20s", "category": "Food & Beverages > Coffee > Drip Bags"},
        "voucher": {
            "title": "S$5 OFF",
            "type": "fixed",
            "value": 5,
            "currency": "SGD",
            "min_spend": 35,
            "expires_at": "2026-11-30",
        },
    }
)
REWRITTEN = Message(
    title="Your Kopi-O Drip Bags are here",
    body="Hi {{first_name}}, finish your order by 30 Nov and take S$5 off when you spend S$35 or more.",
)
DIAGNOSIS = Diagnosis(
    errors=(
        Finding(
            type="vague_incentive",
            evidence="a special treat",
            feedback="“a special treat” hides S$5 off on orders of S$35 or more until 30 Nov: say it.",
        ),
    ),
    primary="vague_incentive",
)
CONTRAST = Contrast(
    segment="abandoned_cart_buyers",
    scope="own",
    n_strong=11,
    n_weak=14,
    patterns=(
        Pattern(
            name="states_amount",
            label="states the amount",
            share_strong=9 / 11,
            share_weak=2 / 14,
            lift=0.675,
            lift_low=0.31,
            lift_high=0.84,
            n_strong=11,
            n_weak=14,
        ),
    ),
)
EXEMPLAR = Exemplar(
    source="market",
    score=2.9,
    sample_size=4100,
    why="the same kind of product",
    message=Message(
        title="Your [product] is waiting", body="Take [offer] off by [deadline]. Finish your order."
    ),
    moves=("item_in_title", "states_amount", "concrete_action"),
)
_SAYABLE = open_ledger(DRAFT, today=TODAY).sayable
_ABOUT = {
    "audience": DRAFT.audience,
    "channel": DRAFT.channel,
    "product": DRAFT.product,
    "voucher": DRAFT.voucher,
}
INPUTS: dict[str, Value] = {
    DIAGNOSE.name: DiagnoseInput(draft=DRAFT),
    SUMMARISE.name: SummariseInput(contrast=CONTRAST),
    REWRITE.name: RewriteInput(
        draft=DRAFT,
        sayable=_SAYABLE,
        diagnosis=DIAGNOSIS,
        contrast=CONTRAST,
        exemplars=(EXEMPLAR,),
        path="retrieval",
        problems=(
            "“20%” is nowhere in the draft or the voucher.",
            "{{first_name}} is missing from the rewrite.",
        ),
        seed=1,
        wishes=("shorter", "shorter", "no_emoji"),
    ),
    EXPLAIN.name: ExplainInput(
        draft=DRAFT, sayable=_SAYABLE, diagnosis=DIAGNOSIS, rewritten=REWRITTEN, contrast=CONTRAST
    ),
    SCORE.name: ScoreInput.model_validate(_ABOUT | {"message": REWRITTEN}),
    COMPARE.name: CompareInput.model_validate(_ABOUT | {"a": DRAFT.message, "b": REWRITTEN}),
    UNDERSTAND.name: UnderstandInput(
        text="Für Stammkunden, per SMS: “Hallo {{vorname}}, 5 € Rabatt ab 35 € bis 30.11. Jetzt bestellen!”",
        today=TODAY,
        market="DE",
    ),
}

Said = dict[str, Any] | str | ModelAnswer | ModelError


class Scripted:
    """A model's server that gives the answers of a list, one after the other, and keeps what it was asked."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._said = list(said)
        self.asked: list[ModelCall] = []
        self.within: list[float | None] = []

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        """The next answer; dictionaries become JSON."""
        self.asked.append(call)
        self.within.append(within)
        said = self._said.pop(0)
        if isinstance(said, ModelError):
            raise said
        if isinstance(said, ModelAnswer):
            return said
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        return ModelAnswer(text=text, usage=TokenUsage(taken_in=1_000, cached=400, put_out=100))
