from datetime import date

import pytest

from agents.types import Merchant, Variant, Voucher
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.talk import Talk
from tests.handlers.talking import CART as DRAFT
from tests.handlers.talking import TODAY, message_of, said


async def test_a_draft_is_answered_with_a_suggestion_for_what_was_said_of_it(brain: Brain) -> None:
    reply, talk = await said(brain, DRAFT)
    assert reply.suggestion is not None
    assert reply.suggestion.message is not None
    assert "{{first_name}}" in reply.suggestion.message.body
    assert talk.draft is not None
    assert (talk.draft.audience, talk.draft.channel) == ("abandoned_cart_buyers", "push")


async def test_what_is_told_afterwards_changes_the_draft_and_nothing_else(brain: Brain) -> None:
    _, before = await said(brain, DRAFT)
    reply, after = await said(brain, "for frequent buyers instead", talk=before)
    assert before.draft is not None
    assert after.draft == before.draft.model_copy(update={"audience": "frequent_buyers"})
    assert reply.kind == "suggestion"


async def test_a_voucher_told_in_a_sentence_is_stated_in_the_next_answer(brain: Brain) -> None:
    reply, _ = await said(brain, DRAFT, "the voucher is S$5 off min S$35 until 30 Nov")
    assert reply.suggestion is not None
    assert reply.suggestion.message is not None
    assert "S$5" in reply.suggestion.message.text


async def test_a_short_offer_answers_the_question_for_one(brain: Brain) -> None:
    _, talk = await said(brain, "for regulars, sms: Last chance! Amazing deals inside. Reply STOP to opt out")
    assert talk.suggestion is not None
    assert talk.suggestion.questions
    _, talk = await said(brain, "10% off until 30 Nov", talk=talk)
    assert talk.draft is not None
    assert talk.draft.voucher is not None
    assert (talk.draft.voucher.value, talk.draft.voucher.expires_at) == (10, date(2026, 11, 30))
    assert talk.draft.body.startswith("Last chance!")


async def test_once_there_is_a_draft_a_loosely_worded_change_is_no_new_draft(brain: Brain) -> None:
    _, before = await said(brain, DRAFT)
    _, after = await said(brain, "what about the ones in Penang who stopped buying", talk=before)
    assert before.draft is not None
    assert after.draft == before.draft.model_copy(update={"audience": "lapsing_buyers"})


async def test_a_second_draft_is_not_taken_for_a_change(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, "To our regulars: 10% off this weekend!")
    assert talk.draft is not None
    assert talk.draft.body == "To our regulars: 10% off this weekend!"


async def test_a_voucher_can_be_taken_back(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, "the voucher is 10% off", "no voucher")
    assert talk.draft is not None
    assert talk.draft.voucher is None
    assert talk.draft.audience == "abandoned_cart_buyers"


async def test_what_is_told_before_the_draft_waits_for_it(brain: Brain) -> None:
    reply, talk = await said(brain, "for lapsing buyers, sms")
    assert reply.kind == "note"
    _, talk = await said(brain, "We have new teas. Come and see them! Reply STOP to opt out", talk=talk)
    assert talk.draft is not None
    assert (talk.draft.audience, talk.draft.channel) == ("lapsing_buyers", "sms")


async def test_a_new_draft_starts_over_but_for_its_shop(brain: Brain) -> None:
    shop = Merchant(id="m1", name="Kopi Lorong", market="SG")
    _, talk = await said(brain, DRAFT, "New teas are in. Have a look around!", talk=Talk(merchant=shop))
    assert talk.draft is not None
    assert talk.draft.audience is None
    assert talk.draft.merchant == shop


async def test_the_offer_of_a_new_draft_is_not_told_as_a_change(brain: Brain) -> None:
    other = "channel: sms\nvoucher: 10% off, min RM60\nNew teas are in. Reply STOP to opt out"
    reply, _ = await said(brain, DRAFT, "the voucher is S$5 off", other)
    assert reply.text == ""


async def test_more_asks_for_another_choice_of_the_same_draft(brain: Brain) -> None:
    _, first = await said(brain, DRAFT)
    reply, second = await said(brain, "more", talk=first)
    assert second.draft == first.draft
    assert second.seed > first.seed
    assert reply.suggestion is not None
    assert set(second.versions) - set(first.versions)


async def test_when_there_are_no_more_versions_it_says_so(brain: Brain) -> None:
    reply, talk = await said(brain, "for new buyers, push: Hand wash cool, and it'll last you ten winters.")
    assert reply.suggestion is not None
    reply, after = await said(brain, "more", talk=talk)
    assert (reply.kind, after) == ("note", talk)


async def test_use_gives_the_chosen_version_alone(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT)
    assert talk.suggestion is not None
    first, _ = await said(brain, "use", talk=talk)
    assert first.message == talk.suggestion.message
    reply, _ = await said(brain, "use 9", talk=talk)
    assert reply.message is None
    assert "There is no version 9" in reply.text


async def test_what_can_be_chosen_is_said_as_it_is(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT)
    assert talk.suggestion is not None
    for others, told in ((0, "only one: “use”"), (2, "choose 1 to 3")):
        other = Variant(intent="service", title="Other", body="words")
        suggestion = talk.suggestion.model_copy(update={"variants": (other,) * others})
        reply, _ = await said(brain, "use 9", talk=talk.model_copy(update={"suggestion": suggestion}))
        assert told in reply.text


async def test_commands_about_an_answer_ask_for_a_draft_first(brain: Brain) -> None:
    for command in ("more", "why?", "use 1", "shorter"):
        reply, _ = await said(brain, command)
        assert reply.text.startswith("Paste a draft first")


async def test_without_a_history_a_campaign_cannot_be_shown_and_it_says_why(brain: Brain) -> None:
    reply, talk = await said(brain, "C-1042")
    assert "There is no history yet" in reply.text
    assert talk == Talk()


async def test_what_could_not_be_made_out_is_told_and_the_rest_is_kept(brain: Brain) -> None:
    reply, talk = await said(brain, "audience: martians\nchannel: sms\nHello there")
    assert "martians" in reply.text
    assert talk.draft is not None
    assert talk.draft.channel == "sms"


async def test_goodbye_ends_it(brain: Brain) -> None:
    reply, _ = await said(brain, "quit")
    assert reply.kind == "farewell"


async def test_undo_goes_back_to_what_was_before(brain: Brain) -> None:
    _, first = await said(brain, DRAFT)
    _, second = await said(brain, "for frequent buyers instead", talk=first)
    reply, back = await said(brain, "undo", talk=second)
    assert back == first
    assert reply.suggestion == first.suggestion
    reply, _ = await said(brain, "undo", talk=back)
    assert reply.text == "There is nothing to go back to."


async def test_what_can_be_gone_back_to_does_not_grow_for_ever(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, *("for sms", "for push") * 4)
    assert len(talk.earlier) == 3


async def test_starting_over_forgets_the_draft_but_not_the_shop(brain: Brain) -> None:
    shop = Merchant(id="m1", name="Kopi Lorong")
    reply, talk = await said(brain, DRAFT, "start over", talk=Talk(merchant=shop))
    assert "paste the draft" in reply.text
    assert talk.merchant == shop
    assert not talk.is_about_a_draft


async def test_a_form_may_hand_in_a_draft_ready_made(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT)
    assert talk.draft is not None
    other = talk.draft.model_copy(update={"audience": "frequent_buyers"})
    reply, after = await Conversation(brain, today=TODAY).take(other, talk)
    assert reply.draft == other == after.draft
    assert after.earlier[-1].draft == talk.draft


# ── an offer corrected in a few words ────────────────────────────────────────
@pytest.mark.parametrize(
    ("correction", "changed"),
    [
        ("it's 15% not 10", {"value": 15}),
        ("not 10% but 15%", {"value": 15}),
        ("make it 15%", {"value": 15}),
        ("change 10% to 15%", {"value": 15}),
        ("it should say 15%", {"value": 15}),
        ("extend it to 5 Dec", {"expires_at": date(2026, 12, 5)}),
        ("min spend is RM80", {"min_spend": 80}),
        ("no minimum", {"min_spend": None}),
        ("ends 5 Dec", {"expires_at": date(2026, 12, 5)}),
        ("the deadline is 5 Dec", {"expires_at": date(2026, 12, 5)}),
        ("no end date", {"expires_at": None}),
        ("min RM80 and ends 5 Dec", {"min_spend": 80, "expires_at": date(2026, 12, 5)}),
        ("no, it's free shipping", {"type": "free_shipping", "value": None}),
        ("it's RM5 off, not 10%", {"type": "fixed", "value": 5}),
        ("the code is HELLO20", {}),
    ],
)
async def test_what_a_correction_does_not_say_stays(
    brain: Brain, correction: str, changed: dict[str, object]
) -> None:
    shop = Merchant(id="m1", name="Kopi Lorong", market="MY")
    told = "the voucher is 10% off, min RM60, until 30 Nov"
    _, before = await said(brain, DRAFT, told, talk=Talk(merchant=shop))
    reply, after = await said(brain, correction, talk=before)
    assert after.draft is not None
    assert after.draft.voucher is not None
    known = {"type": "percentage", "value": 10, "min_spend": 60, "expires_at": date(2026, 11, 30)}
    assert after.draft.voucher.model_dump(include=set(known)) == known | changed
    assert after.draft.body == before.draft.body  # type: ignore[union-attr]
    assert reply.text.startswith("The offer is now ")


async def test_a_new_figure_takes_the_old_ones_place_in_the_offers_own_words(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, "the voucher is 10% off coffee, until 30 Nov", "it's 15%, not 10")
    assert talk.draft is not None
    assert talk.draft.voucher == Voucher(
        title="15% off coffee", type="percentage", value=15, expires_at=date(2026, 11, 30)
    )


async def test_the_corrected_offer_is_the_one_that_is_stated(brain: Brain) -> None:
    reply, _ = await said(brain, DRAFT, "the voucher is 10% off until 30 Nov", "it's 15% not 10")
    assert "15%" in message_of(reply).text
    assert "10%" not in message_of(reply).text


async def test_terms_without_an_offer_are_asked_about_and_the_draft_stays(brain: Brain) -> None:
    _, before = await said(brain, DRAFT)
    reply, after = await said(brain, "ends 5 Dec", talk=before)
    assert "Which offer" in reply.text
    assert after.draft == before.draft


async def test_an_amount_alone_is_not_taken_for_an_offer(brain: Brain) -> None:
    _, before = await said(brain, DRAFT)
    reply, after = await said(brain, "S$80", talk=before)
    assert "minimum spend" in reply.text
    assert after.draft == before.draft


@pytest.mark.parametrize("text", ["for SMS", "make it an sms", "channel: sms", "send it by text message"])
async def test_the_channel_can_be_changed_in_several_ways(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, DRAFT, text)
    assert talk.draft is not None
    assert talk.draft.channel == "sms"
    assert message_of(reply).title is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("I want it for regulars", "frequent_buyers"),
        ("what would it look like for new followers?", "new_followers"),
        ("that was for people who bought once", "new_buyers"),
    ],
)
async def test_the_audience_can_be_changed_in_loose_words(brain: Brain, text: str, audience: str) -> None:
    _, talk = await said(brain, DRAFT, text)
    assert talk.draft is not None
    assert talk.draft.audience == audience


async def test_the_title_can_be_given_afterwards(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, "change the title to Drip bags, still in your cart")
    assert talk.draft is not None
    assert talk.draft.title == "Drip bags, still in your cart"
