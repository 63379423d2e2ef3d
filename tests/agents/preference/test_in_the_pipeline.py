"""A taste in the real pipeline: it orders what may go out, and has no say in what may."""

from dataclasses import replace
from datetime import date

from agents.checks import HardChecks
from agents.choose import Chooser, Writer
from agents.engines.rules.engine import built_in_engine
from agents.evaluate import EvaluateAgent
from agents.facts.ledger import open_ledger
from agents.pipeline import Pipeline
from agents.preference import Pair, Taste, adapt, train
from agents.template import TemplateAgent
from agents.types import Draft, Message, Suggestion
from tests.agents.brains import pipeline

TODAY = date(2026, 11, 20)
DRAFT = Draft.model_validate(
    {
        "merchant": {"id": "m02", "name": "Kopi Lorong", "market": "SG"},
        "audience": "abandoned_cart_buyers",
        "channel": "push",
        "title": "You forgot something",
        "body": "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁",
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
LYING = DRAFT.model_copy(update={"body": "Hi {{first_name}}, take S$50 off your Kopi-O Drip Bags by 30 Nov."})


def with_taste(taste: Taste) -> Pipeline:
    """The pipeline of the built-in rules, its judge with a taste."""
    engine = built_in_engine()
    judge = EvaluateAgent(engine, taste)
    chooser = Chooser((Writer("rules", TemplateAgent(engine)),), judge)
    return replace(pipeline(), evaluate=judge, chooser=chooser)


def liking(favourite: Message, others: list[Message]) -> Taste:
    """The taste of a team that chose this over those in ten campaigns."""
    pairs = [
        Pair(chosen=favourite, rejected=other, merchant_id="m02", group=f"c{i}", source="choice")
        for i in range(10)
        for other in others
    ]
    return Taste(adapt(train([]), pairs, merchant_id="m02"))


async def answered(brain: Pipeline, draft: Draft = DRAFT) -> tuple[Suggestion, list[Message]]:
    """The suggestion, and all its versions, the first choice first."""
    found = await brain.improve(draft, today=TODAY)
    first = [found.message] if found.message else []
    return found, [*first, *(variant.message for variant in found.variants)]


async def test_what_a_team_chose_comes_first_next_time() -> None:
    _, versions = await answered(pipeline())
    for favourite in versions[1:]:
        taste = liking(favourite, [v for v in versions if v != favourite])
        _, now = await answered(with_taste(taste))
        assert now[0] == favourite


async def test_without_an_opinion_the_answer_is_the_same() -> None:
    before, _ = await answered(pipeline())
    after, _ = await answered(with_taste(Taste(train([]))))
    assert after.model_copy(update={"id": before.id, "elapsed_ms": before.elapsed_ms}) == before


async def test_a_taste_for_what_may_not_be_said_gets_nothing_through() -> None:
    promised = Message(title="90% off today only", body="Hurry, free gifts for all! Code GRAB90")
    taste = liking(promised, [Message(body="Take S$5 off"), Message(body="Your bags are in your cart")])
    found, versions = await answered(with_taste(taste))
    checks = HardChecks(draft=DRAFT, ledger=open_ledger(DRAFT, today=TODAY), language="en")
    assert found.outcome == "rewritten"
    assert not [violation for version in versions for violation in checks.violations(version)]


async def test_a_question_to_the_merchant_is_asked_whatever_they_like() -> None:
    plain, _ = await answered(pipeline(), LYING)
    taste = liking(LYING.message, [Message(body="Take S$5 off")])
    liked, _ = await answered(with_taste(taste), LYING)
    assert plain.outcome == liked.outcome == "ask"
    assert (liked.questions, liked.contradictions) == (plain.questions, plain.contradictions)
