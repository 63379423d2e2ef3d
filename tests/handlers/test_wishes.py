"""What can be wished of an answer in a conversation, and what is said when it can't be."""

import pytest

from agents.emoji import emoji_in
from agents.types import Merchant
from handlers.brain import Brain
from handlers.talk import Talk
from tests.handlers.talking import CART, message_of, said

OFFER = "the voucher is S$5 off, min S$35, until 30 Nov"
GOOD = "for new buyers, push: Hand wash cool, and it'll last you ten winters."
SHOP = Talk(merchant=Merchant(id="m1", name="Kopi Lorong", market="SG"))


async def test_shorter_is_shorter_and_says_by_how_much(brain: Brain) -> None:
    before, talk = await said(brain, CART, OFFER)
    reply, _ = await said(brain, "shorter", talk=talk)
    was, now = len(message_of(before).text), len(message_of(reply).text)
    assert now < was
    assert reply.text == f"Shorter ({now} characters instead of {was})."
    for fact in ("{{first_name}}", "S$5", "S$35", "30 Nov"):
        assert fact in message_of(reply).text


async def test_shorter_again_and_again_ends_with_a_sentence_and_the_same_answer(brain: Brain) -> None:
    _, talk = await said(brain, CART, OFFER, "shorter", "shorter")
    reply, after = await said(brain, "shorter", talk=talk)
    assert (reply.kind, reply.suggestion) == ("note", None)
    assert reply.text == "This is as short as I can make it without losing a fact."
    assert after == talk


async def test_at_its_full_length_again(brain: Brain) -> None:
    before, talk = await said(brain, CART, OFFER)
    reply, after = await said(brain, "shorter", "longer", talk=talk)
    assert message_of(reply) == message_of(before)
    assert after.wishes == ()
    reply, _ = await said(brain, "longer", talk=after)
    assert reply.suggestion is None


async def test_warmer_adds_a_warm_sentence_and_formal_takes_its_place(brain: Brain) -> None:
    warm, talk = await said(brain, CART, "warmer", talk=SHOP)
    assert talk.wishes == ("warmer",)
    assert "love" in message_of(warm).body or "happy" in message_of(warm).body
    formal, talk = await said(brain, "more formal", talk=talk)
    assert talk.wishes == ("formal",)
    assert message_of(formal).body.startswith("Dear {{first_name}}, ")


async def test_emoji_come_and_go(brain: Brain) -> None:
    reply, talk = await said(brain, CART, "with an emoji")
    assert emoji_in(message_of(reply).text)
    reply, talk = await said(brain, "no emoji", talk=talk)
    assert not emoji_in(message_of(reply).text)
    reply, after = await said(brain, "no emoji", talk=talk)
    assert reply.text == "There is no emoji in it."
    assert after == talk


async def test_the_title_goes_and_comes_back(brain: Brain) -> None:
    reply, talk = await said(brain, CART, "without the title")
    assert message_of(reply).title is None
    reply, _ = await said(brain, "add a title", talk=talk)
    assert message_of(reply).title


async def test_less_salesy_takes_the_noise_out(brain: Brain) -> None:
    draft = (
        "for frequent buyers, im: Our amazing new blend is here! Roasted on Tuesday in Ipoh. Come and try it!"
    )
    reply, _ = await said(brain, draft, "less salesy")
    assert "!" not in message_of(reply).text
    assert "amazing" not in message_of(reply).text
    assert "Ipoh" in message_of(reply).text


async def test_wishes_add_up_until_a_new_draft(brain: Brain) -> None:
    _, talk = await said(brain, CART, "shorter", "with an emoji", "for frequent buyers instead")
    assert talk.wishes == ("shorter", "emoji")
    _, talk = await said(brain, "New teas are in. Have a look around!", talk=talk)
    assert talk.wishes == ()


async def test_two_wishes_in_one_breath_and_a_change_beside_them(brain: Brain) -> None:
    reply, talk = await said(brain, CART, OFFER, "shorter and with an emoji, for frequent buyers")
    assert talk.draft is not None
    assert talk.draft.audience == "frequent_buyers"
    assert talk.wishes == ("shorter", "emoji")
    assert emoji_in(message_of(reply).text)


async def test_what_can_not_be_granted_is_said_and_not_wished_for_ever(brain: Brain) -> None:
    reply, talk = await said(brain, GOOD, "less salesy and warmer")
    assert reply.text == "Warmer. I see nothing left in it to tone down."
    assert talk.wishes == ("warmer",)


async def test_a_good_draft_is_told_as_wished_with_its_own_words_kept(brain: Brain) -> None:
    before, talk = await said(brain, GOOD)
    assert before.suggestion is not None
    assert before.suggestion.outcome == "unchanged"
    reply, _ = await said(brain, "warmer", talk=talk)
    assert reply.suggestion is not None
    assert reply.suggestion.outcome == "rewritten"
    assert "it'll last you ten winters" in message_of(reply).body


async def test_words_beside_a_wish_that_nobody_understands_change_nothing(brain: Brain) -> None:
    _, talk = await said(brain, CART)
    reply, after = await said(brain, "shorter, sweet and yours", talk=talk)
    assert reply.kind == "note"
    assert after == talk


@pytest.mark.parametrize("wish", ["shorter", "warmer", "with an emoji", "no title", "less salesy"])
async def test_without_a_draft_a_wish_asks_for_one(brain: Brain, wish: str) -> None:
    reply, talk = await said(brain, wish)
    assert reply.text.startswith("Paste a draft first")
    assert talk == Talk()
