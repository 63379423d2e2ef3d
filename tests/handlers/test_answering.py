"""Our questions, the answers to them, and what is thought of our versions."""

from datetime import date

import pytest

from agents.types import Merchant
from handlers.brain import Brain
from handlers.talk import Reply, Talk
from tests.handlers.talking import CART, said

SHOP = Talk(merchant=Merchant(id="m1", name="Kopi Lorong", market="SG"))
CONTRADICTED = (
    "draft: Hi {{first_name}}, 20% off all beans today only! Shop now https://example.com/k\n"
    "audience: repeat buyers\nchannel: sms\nvoucher: 15% off, min S$40, until 6 Dec"
)
LAST = "for regulars, sms: Last chance! Amazing beans inside, come and see them. Reply STOP to opt out"
FAST = "Lorong House Blend is back! It's selling out fast. for repeat customers"


def asked(reply: Reply) -> tuple[str, ...]:
    assert reply.suggestion is not None, reply
    return reply.suggestion.questions


@pytest.mark.parametrize(
    "text", ["the voucher", "voucher is right", "follow the voucher pls", "use the voucher", "15% is correct"]
)
async def test_what_the_voucher_says_stands_once_it_is_right(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, CONTRADICTED, text, talk=SHOP)
    assert reply.suggestion is not None
    assert reply.text == "The voucher it is."
    assert not any("20% off" in question for question in asked(reply))
    reply, _ = await said(brain, "the voucher", "warmer", talk=talk)
    assert (reply.suggestion and reply.suggestion.outcome, asked(reply)) == ("rewritten", ())


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("the draft", 20, date(2026, 11, 20)),
        ("the draft is right", 20, date(2026, 11, 20)),
        ("20% is correct", 20, date(2026, 12, 6)),
        ("its 20%", 20, date(2026, 12, 6)),
        ("today only is correct", 15, date(2026, 11, 20)),
    ],
)
async def test_the_voucher_takes_what_is_right_in_the_draft(
    brain: Brain, text: str, value: float, last: date
) -> None:
    _, talk = await said(brain, CONTRADICTED, text, talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.voucher is not None
    assert (talk.draft.voucher.value, talk.draft.voucher.expires_at) == (value, last)


@pytest.mark.parametrize("text", ["it's actually 30% off", "the offer ended, now its 30% off till 12 dec"])
async def test_who_says_what_the_offer_really_is_is_not_asked_which_is_right(brain: Brain, text: str) -> None:
    draft = "for frequent buyers, push: Take 20% off all beans!"
    reply, _ = await said(brain, draft, text, talk=SHOP)
    assert reply.suggestion is not None
    assert (reply.suggestion.outcome, reply.suggestion.contradictions, asked(reply)) == ("rewritten", (), ())
    assert reply.suggestion.message is not None
    assert "30%" in reply.suggestion.message.text


@pytest.mark.parametrize("text", ["yes", "no"])
async def test_yes_and_no_do_not_say_which_of_two(brain: Brain, text: str) -> None:
    reply, _ = await said(brain, CONTRADICTED, text, talk=SHOP)
    assert reply.text.startswith("Which of the two: “the draft” (20% off) or “the voucher”")


async def test_who_has_said_the_voucher_may_still_say_the_draft(brain: Brain) -> None:
    _, talk = await said(brain, CONTRADICTED, "the voucher", "actually the draft", talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.voucher is not None
    assert talk.draft.voucher.value == 20
    reply, _ = await said(brain, "the voucher", talk=talk)
    assert reply.text == "Draft and voucher say the same now; “undo” goes back."


@pytest.mark.parametrize(
    "text",
    ["there is none", "no", "no offer", "i dont know yet", "I don't know yet", "skip", "just leave it"],
)
async def test_a_question_for_an_offer_is_not_asked_again_once_answered(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, CART)
    assert any("Is there an offer" in question for question in asked(reply))
    for more in (text, "for frequent buyers", "warmer"):
        reply, talk = await said(brain, more, talk=talk)
        assert asked(reply) == ()


async def test_a_new_draft_is_asked_about_anew(brain: Brain) -> None:
    reply, _ = await said(brain, CART, "no offer", CART)
    assert any("Is there an offer" in question for question in asked(reply))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("40 bags", "Only 40 bags left."),
        ("we only have 40 bags left", "Only 40 bags left."),
        ("about 40", "Only 40 left."),
    ],
)
async def test_what_is_left_is_put_into_the_draft(brain: Brain, text: str, left: str) -> None:
    reply, talk = await said(brain, FAST, text, talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.body.endswith(left)
    assert not any("left" in question for question in asked(reply))


@pytest.mark.parametrize(("text", "left"), [("yes", 40), ("we have 25 left", 25), ("only 25 bags", 25)])
async def test_a_number_in_the_draft_is_confirmed_or_set_right(brain: Brain, text: str, left: int) -> None:
    draft = "for repeat customers: Lorong House Blend is back! Only 40 bags left. Come and get yours."
    reply, talk = await said(brain, draft, talk=SHOP)
    assert any("in stock today" in question for question in asked(reply))
    reply, talk = await said(brain, text, talk=talk)
    assert talk.draft is not None
    assert f"Only {left} bags left" in talk.draft.body
    assert not any("in stock" in question for question in asked(reply))
    reply, _ = await said(brain, draft, "no", talk=SHOP)
    assert reply.text == "How many are left, then? Say “40 left”."


@pytest.mark.parametrize("text", ["12 dec", "S$40", "2"])
async def test_days_money_and_versions_are_no_stock(brain: Brain, text: str) -> None:
    _, talk = await said(brain, FAST, text, talk=SHOP)
    assert talk.draft is not None
    assert "Only" not in talk.draft.body


async def test_the_day_of_a_last_chance_is_put_into_the_draft(brain: Brain) -> None:
    reply, talk = await said(brain, LAST, "5 dec", talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.body.endswith("Until 5 Dec.")
    assert not any("which day" in question for question in asked(reply))


async def test_the_day_of_the_drafts_own_offer_makes_it_the_voucher(brain: Brain) -> None:
    _, talk = await said(brain, LAST.replace("Amazing beans", "20% off beans"), "5 dec", talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.voucher is not None
    assert (talk.draft.voucher.value, talk.draft.voucher.expires_at) == (20, date(2026, 12, 5))


async def test_where_there_is_no_last_day_none_is_asked_for_again(brain: Brain) -> None:
    reply, _ = await said(brain, LAST, "there is no end date", talk=SHOP)
    assert not any("which day" in question for question in asked(reply))


async def test_that_it_is_a_price_takes_the_offer_out(brain: Brain) -> None:
    _, talk = await said(brain, CART, "S$16 off", "no thats the price not a discount", talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.voucher is None


async def test_that_there_is_no_offer_any_more_takes_it_out(brain: Brain) -> None:
    reply, talk = await said(brain, CART, "10% off", "no offer at all", talk=SHOP)
    assert talk.draft is not None
    assert (talk.draft.voucher, reply.text) == (None, "Then there is no offer: I took it out.")


async def test_an_open_question_is_repeated_once(brain: Brain) -> None:
    texts = []
    _, talk = await said(brain, CART)
    for nod in ("ok", "perfect", "yes perfect"):
        reply, talk = await said(brain, nod, talk=talk)
        texts.append(reply.text.startswith("One question is still open"))
    assert texts == [True, False, False]


@pytest.mark.parametrize(
    "text",
    ["not good", "I don't like it", "i dont like it", "hate it", "this is worse than mine", "it's bad"],
)
async def test_dislike_is_a_vote_and_brings_another_version(brain: Brain, text: str) -> None:
    first, talk = await said(brain, CART)
    reply, after = await said(brain, text, talk=talk)
    assert reply.vote is not None
    assert first.suggestion is not None
    assert (reply.vote.value, reply.vote.suggestion_id) == ("bad", first.suggestion.id)
    assert after.versions != talk.versions


async def test_when_there_is_no_other_version_what_bothers_is_asked(brain: Brain) -> None:
    only = "for new buyers, push: Hand wash cool, and it'll last you ten winters."
    reply, _ = await said(brain, only, "not good")
    assert reply.text.startswith("Thank you: I'll remember that. What bothers you?")
    assert reply.vote is not None


@pytest.mark.parametrize("text", ["use mine", "i prefer mine", "mine was better", "keep my version"])
async def test_who_prefers_theirs_gets_it(brain: Brain, text: str) -> None:
    _, talk = await said(brain, CART)
    reply, _ = await said(brain, text, talk=talk)
    assert talk.draft is not None
    assert (reply.kind, reply.message) == ("message", talk.draft.message)


async def test_the_first_version_can_be_gone_back_to(brain: Brain) -> None:
    first, talk = await said(brain, CART)
    reply, after = await said(brain, "another one", "more", "the first one was better", talk=talk)
    assert reply.suggestion == first.suggestion
    reply, _ = await said(brain, "use 1", talk=after)
    assert reply.message == talk.versions[0]


async def test_numbers_beyond_the_versions_shown_reach_those_before(brain: Brain) -> None:
    _, talk = await said(brain, CART)
    _, after = await said(brain, "another one", talk=talk)
    reply, _ = await said(brain, f"use {len(after.versions) + 1}", talk=after)
    assert reply.message in talk.versions
    assert reply.vote is None


async def test_a_version_of_before_that_tells_another_offer_is_out_of_reach(brain: Brain) -> None:
    _, talk = await said(brain, CART, "10% off", "no offer")
    reply, _ = await said(brain, f"use {len(talk.versions) + 1}", talk=talk)
    assert reply.message is None or "10%" not in reply.message.text
