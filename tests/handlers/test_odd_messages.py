"""Whatever arrives, something sensible is said back, and a draft under discussion survives it."""

import pytest

from handlers.brain import Brain
from handlers.talk import Talk
from tests.handlers.talking import CART, message_of, said

CODE = "def f(x):\n    return x + 1\n\nprint(f(2))"
VIETNAMESE = "Giảm ₫30.000 cho đơn từ ₫199.000. Mua ngay nhé, cửa hàng đang chờ bạn."


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "help", "what can you do?", "can you write in Malay?"])
async def test_nothing_at_all_and_questions_about_us_get_the_help(brain: Brain, text: str) -> None:
    for talk in (Talk(), (await said(brain, CART))[1]):
        reply, after = await said(brain, text, talk=talk)
        assert reply.kind == "help"
        assert after == talk


@pytest.mark.parametrize("text", ["hi", "Hello there!", "good morning"])
async def test_a_greeting_is_greeted_with_what_to_do(brain: Brain, text: str) -> None:
    reply, _ = await said(brain, text)
    assert reply.kind == "note"
    assert reply.text.startswith("Hello! Paste a draft")


@pytest.mark.parametrize("text", ["ok", "ok cool", "great", "lol", "perfect, love it", "👍", "thanks!", "ty"])
async def test_a_nod_is_answered_shortly_and_changes_nothing(brain: Brain, text: str) -> None:
    _, talk = await said(brain, "for lapsing buyers, sms: We have new teas. Come and see them!")
    reply, after = await said(brain, text, talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert len(reply.text) < 200


async def test_a_nod_while_a_question_is_open_repeats_the_question(brain: Brain) -> None:
    _, talk = await said(brain, CART)
    reply, _ = await said(brain, "ok", talk=talk)
    assert talk.suggestion is not None
    assert talk.suggestion.questions[0] in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "hmm what do you think about Tuesday?",
        "not sure about the first sentence",
        "my boss says it's fine",
        "is 15% too much?",
        "it's not 10%",
        "I like your version better",
        "Our sambal tastes like home",
    ],
)
async def test_chatter_about_an_answer_is_not_rewritten(brain: Brain, text: str) -> None:
    _, talk = await said(brain, CART)
    reply, after = await said(brain, text, talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert "draft:" in reply.text


async def test_what_was_taken_for_chatter_can_be_made_a_draft(brain: Brain) -> None:
    _, talk = await said(brain, CART, "draft: Our sambal tastes like home")
    assert talk.draft is not None
    assert talk.draft.body == "Our sambal tastes like home"


@pytest.mark.parametrize(
    "text",
    [
        "Our sambal tastes like home",
        "Did you forget something?",
        "Do you miss us?",
        "We love our regulars",
        "What are you waiting for?",
    ],
)
async def test_before_there_is_a_draft_a_short_one_is_one(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, text)
    assert reply.kind == "suggestion"
    assert talk.draft is not None
    assert talk.draft.body == text


@pytest.mark.parametrize(
    "text",
    [
        "Get our new beans today: 10% off until 30 Nov!",
        "Hi Ana,\n\nyour order is on its way.\n\nThe Kopi Lorong team",
        "Your cart is waiting. Check out when you're ready.",
        "New stock just in. See it in the shop.",
    ],
)
async def test_in_a_thread_a_message_to_customers_is_a_new_draft(brain: Brain, text: str) -> None:
    _, talk = await said(brain, CART, text)
    assert talk.draft is not None
    assert talk.draft.body == text
    assert talk.draft.audience is None


@pytest.mark.parametrize("text", [CODE, "asdfghjkl qwertyuiop zxcvbnm", "You idiots, pay or I will kill you"])
async def test_what_is_no_message_is_refused_and_the_draft_stays(brain: Brain, text: str) -> None:
    _, talk = await said(brain, CART)
    reply, after = await said(brain, text, talk=talk)
    assert reply.suggestion is not None
    assert reply.suggestion.outcome == "refused"
    assert reply.suggestion.questions
    assert after == talk
    reply, _ = await said(brain, text)
    assert reply.suggestion is not None
    assert reply.suggestion.outcome == "refused"


@pytest.mark.parametrize("text", ["😍😍🎉", "🔥"])
async def test_emoji_alone_get_an_answer_in_words(brain: Brain, text: str) -> None:
    reply, _ = await said(brain, text)
    assert reply.text.startswith("Paste a draft")


async def test_another_language_is_left_alone_and_a_wish_does_not_change_that(brain: Brain) -> None:
    reply, talk = await said(brain, VIETNAMESE)
    assert message_of(reply).body == VIETNAMESE
    assert "Vietnamese" in " ".join(reply.suggestion.questions)  # type: ignore[union-attr]
    reply, after = await said(brain, "warmer", talk=talk)
    assert (reply.kind, after) == ("note", talk)


@pytest.mark.parametrize(
    "text",
    ["Our new beans are here, roasted on Tuesday. " * 272, "a" * 12_000, "x " * 6_000, "😍" * 12_000],
    ids=["words", "one word", "one letter", "emoji"],
)
async def test_twelve_thousand_characters_are_answered(brain: Brain, text: str) -> None:
    _, talk = await said(brain, CART)
    reply, after = await said(brain, text[:12_000], talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert "I read 5,000 at a time" in reply.text


@pytest.mark.parametrize(
    "text",
    ["Our new beans are here, roasted on Tuesday. " * 113, "a" * 5_000, "x " * 2_500],
    ids=["words", "one word", "one letter"],
)
async def test_five_thousand_characters_are_read(brain: Brain, text: str) -> None:
    reply, _ = await said(brain, text)
    assert reply.suggestion is not None
    assert all(len(question) < 500 for question in reply.suggestion.questions)


# ── how drafts arrive ────────────────────────────────────────────────────────
BODY = "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁"


@pytest.mark.parametrize(
    "text",
    [
        f"rewrite this: {BODY}",
        f"can you improve: {BODY}",
        f"please improve this:\n\n{BODY}",
        f"Can you make this better?\n```{BODY}```",
        f"Can you make this better?\n> {BODY}",
        f"here's my draft:\n“{BODY}”",
        f"audience: abandoned cart\nchannel: push\n{BODY}",
        f"{BODY}\nfor people who left their cart, push",
        f"for abandoned cart, push: {BODY}",
    ],
)
async def test_the_draft_is_told_from_what_is_said_around_it(brain: Brain, text: str) -> None:
    _, talk = await said(brain, text)
    assert talk.draft is not None
    assert talk.draft.body == BODY


async def test_everything_may_be_said_in_lines(brain: Brain) -> None:
    _, talk = await said(
        brain,
        "audience: abandoned cart\nchannel: push\nproduct: Kopi-O Drip Bags\n"
        f"voucher: S$5 off, min S$35, until 30 Nov\n\n{BODY}",
    )
    draft = talk.draft
    assert draft is not None
    assert draft.product is not None
    assert draft.voucher is not None
    assert (draft.audience, draft.channel, draft.product.name, draft.voucher.value, draft.body) == (
        "abandoned_cart_buyers",
        "push",
        "Kopi-O Drip Bags",
        5,
        BODY,
    )
