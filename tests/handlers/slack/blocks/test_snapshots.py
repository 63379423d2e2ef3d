"""The main cards as JSON: five situations through the real pipeline, and the views. Look at what changes."""

from datetime import UTC, date, datetime

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from agents.types import Draft, Merchant, Product, Suggestion, Voucher
from handlers.brain import Brain
from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.card import View
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.forms import connect_form, reason_form, rewrite_form, settings_form
from handlers.slack.blocks.home import HomeData, home_view
from handlers.slack.blocks.notes import help_card
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.results import result_view
from tests.handlers.slack.blocks.slack_rules import accept_message, accept_view
from tests.handlers.slack.blocks.suggestions import DRAFT, SUGGESTION
from tests.handlers.slack.blocks.test_home import FULL

TODAY = date(2026, 11, 20)
SITUATIONS = {
    "vague_incentive": Draft(
        merchant=Merchant(id="m02", name="Kopi Lorong", market="SG"),
        audience="abandoned_cart_buyers",
        channel="push",
        title="You forgot something",
        body="Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁",
        product=Product(name="Kopi-O Drip Bags, 20s", category="Food & Beverages > Coffee > Drip Bags"),
        voucher=Voucher(
            title="S$5 OFF",
            type="fixed",
            value=5,
            currency="SGD",
            min_spend=35,
            expires_at=date(2026, 11, 30),
        ),
    ),
    "no_offer_known": Draft(
        audience="potential_new_customers",
        channel="push",
        title="We miss you!",
        body="It's been a while, come back and enjoy amazing deals 😍",
    ),
    "contradiction": Draft(
        merchant=Merchant(id="m09", name="Bloomé", market="MY"),
        audience="repeat_buyers",
        channel="sms",
        body="Bloomé: 30% OFF everything!! Shop now https://example.com/b Reply STOP to opt out",
        voucher=Voucher(title="10% OFF", type="percentage", value=10, currency="MYR", min_spend=60),
    ),
    "unpaid_order": Draft(
        audience="unpaid_order_buyers",
        channel="im",
        body="FINAL NOTICE. Your payment is OVERDUE. Failure to pay will result in cancellation!!!",
    ),
    "good_as_it_is": Draft(
        audience="price_drop_group",
        channel="push",
        title="Trail 18 Daypack: now $64, was $79",
        body="The pack you saved dropped $15. Get yours while it's at this price.",
        product=Product(name="Trail 18 Daypack"),
    ),
    "nothing_said_around_it": Draft(body="Come back for a special treat!"),
}
VIEWS = {
    "rewrite": rewrite_form(),
    "settings": settings_form(),
    "reason": reason_form(Origin(channel="C1", ts="1.2", thread="1.1", suggestion_id="S-1")),
    "connect": connect_form(),
    "result": result_view(DRAFT, SUGGESTION, Origin(channel="C1", ts="1.2", thread="1.1")),
    "home": home_view(FULL),
    "home_of_a_stranger": home_view(HomeData()),
}


@pytest.fixture
def as_json(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("draft", SITUATIONS.values(), ids=SITUATIONS.keys())
async def test_the_answer_to_a_draft(brain: Brain, draft: Draft, as_json: SnapshotAssertion) -> None:
    card = answer_card(draft, await answered(brain, draft))
    accept_message(card)
    assert card.model_dump() == as_json


async def test_an_answer_with_its_other_ways_that_was_used(brain: Brain, as_json: SnapshotAssertion) -> None:
    draft = SITUATIONS["vague_incentive"]
    decision = Decision(kind="used", by="U_ANA", at=datetime(2026, 11, 20, 2, 42, tzinfo=UTC), version=2)
    card = answer_card(draft, await answered(brain, draft), decision=decision, expanded=True)
    accept_message(card)
    assert card.model_dump() == as_json


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS.keys())
def test_a_view(view: View, as_json: SnapshotAssertion) -> None:
    accept_view(view)
    assert view == as_json


def test_help(as_json: SnapshotAssertion) -> None:
    assert help_card(connected=True, merchant_name="Kopi Lorong").model_dump() == as_json


async def answered(brain: Brain, draft: Draft) -> Suggestion:
    """The real suggestion, but for the time it took, and for its name, which its every detail goes into."""
    suggestion = await brain.improve(draft, today=TODAY)
    return suggestion.model_copy(update={"id": "S-1", "elapsed_ms": 120})
