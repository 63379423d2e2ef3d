"""A campaign of the history, named in any words."""

import pytest

from handlers.brain import Brain
from tests.handlers.talking import CART, ONE, message_of, said


@pytest.mark.parametrize(
    "text",
    [
        "C-1042",
        "c-1042",
        "fix C-1042 please",
        "what about C-1042?",
        "can you look at c-1042",
        "campaign C-1042",
        "https://app.example.com/campaigns/C-1042?x=1",
        "please fix https://example.com/open?campaign=c-1042&tab=2",
        "<https://app.example.com/campaigns/C-1042|app.example.com>",
    ],
)
async def test_a_campaign_is_found_by_its_id_in_any_words(stocked: Brain, text: str) -> None:
    reply, talk = await said(stocked, text, tenant=ONE)
    assert reply.kind == "suggestion"
    assert reply.draft is not None
    assert reply.draft.body == "Body C-1042 of m1"
    assert talk.draft == reply.draft


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin B-12 is back in stock. Order yours today!",
        "Shop now https://example.com/c/C-1042",
        "Our B-12 drops: 10% off until 30 Nov",
    ],
)
async def test_a_draft_that_mentions_an_id_stays_a_draft(stocked: Brain, text: str) -> None:
    reply, talk = await said(stocked, text, tenant=ONE)
    assert reply.figures is None
    assert talk.draft is not None
    assert talk.draft.body == text


async def test_what_looks_like_an_id_but_is_nobodys_is_read_as_what_it_is(stocked: Brain) -> None:
    reply, talk = await said(stocked, CART, "use code HELLO20 please", tenant=ONE)
    assert talk.draft is not None
    assert "cart misses you" in talk.draft.body
    reply, _ = await said(stocked, CART, "RM80", tenant=ONE)
    assert "minimum spend" in reply.text


async def test_its_figures_come_with_the_answer(stocked: Brain) -> None:
    reply, _ = await said(stocked, "C-1042", tenant=ONE)
    figures = reply.figures
    assert figures is not None
    assert (figures.campaign_id, figures.audience, figures.channel) == ("C-1042", "new_buyers", "push")
    assert (figures.score, figures.percentile, figures.quarter) == (0.5, 0.1, "weak")
    assert (figures.delivered, figures.ranked_among) == (1000, 4)
    assert (figures.segment_templates, figures.segment_mean) == (2, 1.0)
    assert figures.sent_at is not None


async def test_without_logs_the_figures_say_so(stocked: Brain) -> None:
    reply, _ = await said(stocked, "B-12", tenant=ONE)
    assert reply.figures is not None
    assert reply.figures.campaign_id == "B-12"
    assert (reply.figures.score, reply.figures.delivered, reply.figures.percentile) == (None, 0, None)


async def test_more_may_be_said_with_the_id(stocked: Brain) -> None:
    reply, talk = await said(stocked, "fix C-1042 for lapsing buyers, as an sms", tenant=ONE)
    assert talk.draft is not None
    assert (talk.draft.audience, talk.draft.channel) == ("lapsing_buyers", "sms")
    assert reply.figures is not None
    assert reply.figures.audience == "new_buyers"
    _, talk = await said(stocked, "make C-1042 warmer", tenant=ONE)
    assert talk.wishes == ("warmer",)


async def test_one_can_go_on_from_a_campaign(stocked: Brain) -> None:
    reply, talk = await said(stocked, "C-1042", "for frequent buyers", "with an emoji", tenant=ONE)
    assert talk.draft is not None
    assert talk.draft.id == "C-1042"
    assert "💛" in message_of(reply).text


async def test_no_weak_campaign_is_said_in_a_sentence(stocked: Brain) -> None:
    assert stocked.database is not None
    from tests.store.seed import add_merchant  # noqa: PLC0415 - for this test alone

    async with stocked.database.session() as session:
        await add_merchant(session, "m3")
    reply, _ = await said(stocked, "merchant: Shop m3", "weak")
    assert reply.kind == "note"
    assert reply.text.startswith("Shop m3 has no campaign in the bottom quarter")
