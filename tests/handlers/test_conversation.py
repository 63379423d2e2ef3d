from datetime import date

from agents.types import Merchant
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.talk import Reply, Talk

TODAY = date(2026, 11, 20)
DRAFT = "for abandoned cart, push: Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁"


async def said(brain: Brain, *turns: str, talk: Talk | None = None) -> tuple[Reply, Talk]:
    """The last reply after these turns, and the talk then."""
    conversation, talk = Conversation(brain, today=TODAY), talk or Talk()
    for turn in turns:
        reply, talk = await conversation.answer(turn, talk)
    return reply, talk


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


async def test_more_asks_for_another_choice_of_the_same_draft(brain: Brain) -> None:
    _, first = await said(brain, DRAFT)
    reply, second = await said(brain, "more", talk=first)
    assert second.draft == first.draft
    assert second.seed == first.seed + 1
    assert reply.suggestion is not None


async def test_use_gives_the_chosen_version_alone(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT)
    assert talk.suggestion is not None
    first, _ = await said(brain, "use", talk=talk)
    assert first.message == talk.suggestion.message
    reply, _ = await said(brain, "use 9", talk=talk)
    assert reply.message is None
    assert "There is no version 9" in reply.text


async def test_shorter_never_gives_a_longer_one(brain: Brain) -> None:
    _, talk = await said(brain, DRAFT, "the voucher is S$5 off min S$35 until 30 Nov")
    reply, _ = await said(brain, "shorter", talk=talk)
    assert reply.message is None or len(reply.message.text) < len(talk.versions[0].text)


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
