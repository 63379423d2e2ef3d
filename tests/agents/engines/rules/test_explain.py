"""The steps from a draft to its rewrite: few, in order, each shown where it is done."""

from datetime import date

import pytest

from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.explain import explain
from agents.engines.tasks import DiagnoseInput, ExplainInput
from agents.facts.ledger import open_ledger
from agents.types import Draft, GuidanceStep, Merchant, Message, Product, Segment, Voucher

TODAY = date(2026, 11, 20)
RIG = Product(name="Sabiki Rig Set, 6 hooks", category="Sports > Fishing")
FOUR_OFF = Voucher(
    title="S$4 off", type="fixed", value=4, currency="SGD", min_spend=30, expires_at=date(2026, 12, 6)
)
ENDED = FOUR_OFF.model_copy(update={"expires_at": date(2026, 10, 31)})


def steps(
    body: str, better: str, *, segment: Segment = "lapsing_buyers", voucher: Voucher | None = FOUR_OFF
) -> tuple[GuidanceStep, ...]:
    """The guidance for a draft that became `better`."""
    draft = Draft(
        merchant=Merchant(id="m1", name="Tackle Uncle", market="SG"),
        audience=segment,
        channel="im",
        body=body,
        product=RIG,
        voucher=voucher,
        language="en",
    )
    diagnosis = diagnose(DiagnoseInput(draft=draft))
    sayable = open_ledger(draft, today=TODAY).sayable
    rewritten = Message(body=better)
    return explain(ExplainInput(draft=draft, sayable=sayable, diagnosis=diagnosis, rewritten=rewritten)).steps


def told(found: tuple[GuidanceStep, ...]) -> dict[str, str | None]:
    """Each step with the words of the rewrite that show it."""
    return {step.step: step.after for step in found}


OFFER = "Take S$4 off orders of S$30 or more until 6 Dec."
FULL = f"The Sabiki Rig Set, 6 hooks, is back. {OFFER} Tap to see it in our shop."


def test_terms_that_an_earlier_step_shows_are_no_steps_of_their_own() -> None:
    found = told(steps("Good lobang for you! Come and see.", FULL))
    assert found["Say the offer in full"] == OFFER
    assert "Put the minimum beside the amount" not in found
    assert "Give the real last day" not in found


def test_terms_that_no_step_shows_yet_are_told() -> None:
    better = "S$4 off the rigs. That's on orders of S$30 or more, until 6 Dec. Reply to order."
    found = told(steps("S$4 off the rigs. Reply to order.", better))
    assert found["Put the minimum beside the amount"] == "That's on orders of S$30 or more, until 6 Dec."
    assert "Give the real last day" not in found


def test_the_last_day_is_shown_as_a_date_and_not_as_a_number() -> None:
    better = "The set of 6 hooks is here. S$4 off over S$30. It ends on 6 Dec. Reply to order."
    found = told(steps("S$4 off over S$30. Reply to order.", better))
    assert found["Give the real last day"] == "It ends on 6 Dec."


@pytest.mark.parametrize(
    "signed",
    ["Cheers,\nAnn & Bob\nTackle Uncle", "Old Rope Brewery Team", "Tackle Uncle", "Best,\nMay\n12 Quay Rd"],
)
def test_a_step_is_shown_where_it_is_asked_and_never_in_the_sign_off(signed: str) -> None:
    better = f"We kept a rig for you.\n\nReply here to see it.\n\nIt is blue and light.\n\n{signed}"
    found = told(steps("A rig is in the shop. Stay tuned.", better, voucher=None))
    assert found["Give one clear step and the reason for it"] == "Reply here to see it."


def test_hurry_gives_way_to_the_real_day_where_there_is_one() -> None:
    hurried = "S$4 off over S$30. Hurry, almost over! Reply to order."
    found = steps(hurried, "S$4 off over S$30, until 6 Dec. Reply to order.")
    assert "Drop urgency that nothing backs" not in told(found)
    (day,) = [step for step in found if step.step == "Let the real day do the hurrying"]
    assert day.after == "S$4 off over S$30, until 6 Dec."
    assert "No end date" not in day.why


def test_hurry_with_no_day_behind_it_is_only_dropped() -> None:
    found = told(
        steps("The rigs are going fast, hurry! Reply to order.", "The rigs are in. Reply.", voucher=None)
    )
    assert "Drop urgency that nothing backs" in found


def test_not_to_hesitate_to_write_is_no_hurry() -> None:
    found = told(steps("Please do not hesitate to write to us.", "Reply to see the rigs.", voucher=None))
    assert not any("urgency" in step or "hurry" in step for step in found)


def test_nobody_is_told_to_say_an_offer_that_has_ended() -> None:
    found = steps("Huge savings inside, shop now.", "See the Sabiki Rig Set in our shop.", voucher=ENDED)
    assert all("say it" not in step.why for step in found)


def test_words_that_still_stand_in_the_rewrite_are_not_shown_as_gone() -> None:
    body = "The Sabiki Rig Set, 6 hooks, is back in the shop in two sizes."
    (step,) = steps(body, f"{body} Tap to see it in our shop.", voucher=None)
    assert (step.before, step.after) == (None, "Tap to see it in our shop.")


def test_a_sentence_that_the_draft_had_is_not_shown_as_new() -> None:
    body = "It's been ages. See the rigs in our shop. Thank you for your new order."
    found = steps(body, "See the rigs in our shop.", voucher=None)
    assert found
    assert all(step.after != "See the rigs in our shop." for step in found)
