"""Questions to us and orders in a conversation: answered or done, and never taken for customers' text."""

import pytest

from agents.types import Merchant
from handlers.brain import Brain
from handlers.talk import Talk
from tests.handlers.talking import CART, ONE, message_of, said

SHOP = Talk(merchant=Merchant(id="m1", name="Shop m1", market="SG"))
PLAIN = "for abandoned cart, push: You forgot something! Come back for a special treat 🎁"


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("who is this for?", "abandoned cart"),
        ("what channel is it", "Push notification"),
        ("how long is it", "characters"),
        ("whats the offer now?", "No offer is told yet"),
        ("what did u change", "became"),
        ("is this allowed?", "no lawyer"),
        ("is it ok to say guaranteed cheapest in SG?", "no lawyer"),
        ("what does marketing 1 -> 5 mean", "marketing 1"),
        ("score?", "Audience"),
        ("who wrote this", "A program wrote it"),
        ("who are you", "I'm CRMAgent"),
        ("translate to Malay", "I don't translate"),
        ("in chinese pls", "I don't translate"),
        ("telegram", "push, chat messages, e-mail, SMS and WhatsApp"),
        ("can i edit it?", "“use”"),
        ("what's a good time to send?", "I can't tell"),
    ],
)
async def test_a_question_to_us_is_answered_and_leaves_the_draft_alone(
    brain: Brain, question: str, part: str
) -> None:
    _, talk = await said(brain, CART)
    reply, after = await said(brain, question, talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert part in reply.text
    assert len(reply.text) < 500


@pytest.mark.parametrize(
    "question", ["what did the original say", "show me the original", "what was my draft?"]
)
async def test_the_original_is_shown_as_it_was_written(brain: Brain, question: str) -> None:
    reply, _ = await said(brain, PLAIN, question)
    assert reply.message is not None
    assert reply.message.body == "You forgot something! Come back for a special treat 🎁"


@pytest.mark.parametrize(
    "order",
    [
        "write a message for people who left their cart, S$5 off min 35 until 5 dec",
        "Write me a push for people who left their cart, S$5 off min 35 until 5 dec",
        "can you write me something for cart abandoners, S$5 off min 35 until 5 dec?",
    ],
)
async def test_an_order_to_write_asks_for_a_sentence_and_keeps_what_was_told(
    brain: Brain, order: str
) -> None:
    reply, talk = await said(brain, order, talk=SHOP)
    assert reply.kind == "note"
    assert "one sentence to start from" in reply.text
    assert talk.draft is not None
    assert (talk.draft.body, talk.draft.audience) == ("", "abandoned_cart_buyers")
    assert talk.draft.voucher is not None
    assert (talk.draft.voucher.value, talk.draft.voucher.min_spend) == (5, 35)
    reply, talk = await said(brain, "Your cart is still here.", talk=talk)
    assert "S$5" in message_of(reply).text


@pytest.mark.parametrize(
    "text",
    ["Write us a line when your order is late", "Give a friend a text: 10% off!", "Draft beer is back"],
)
async def test_what_tells_customers_to_write_is_a_draft(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, text)
    assert reply.kind == "suggestion"
    assert talk.draft is not None
    assert talk.draft.body == text


async def test_words_are_replaced_and_removed_where_they_stand(brain: Brain) -> None:
    _, talk = await said(brain, PLAIN, 'remove "You forgot something!"')
    assert talk.draft is not None
    assert talk.draft.body == "Come back for a special treat 🎁"
    _, talk = await said(brain, PLAIN, 'replace "You forgot" with "You left"')
    assert talk.draft is not None
    assert talk.draft.body == "You left something! Come back for a special treat 🎁"
    _, talk = await said(
        brain, "for lapsed customers, push: New beans are in, ends soon. Have a look.", "remove ends soon"
    )
    assert talk.draft is not None
    assert talk.draft.body == "New beans are in. Have a look."


async def test_words_of_our_version_are_replaced_in_it(brain: Brain) -> None:
    _, talk = await said(brain, PLAIN)
    words = message_of((await said(brain, PLAIN))[0]).body.split(". ")[0]
    reply, now = await said(brain, f'replace "{words}" with "Psst"', talk=talk)
    assert reply.message is not None
    assert reply.message.body.startswith("Psst. ")
    again, _ = await said(brain, "use", talk=now)
    assert again.message == reply.message


async def test_what_is_added_is_there_word_for_word(brain: Brain) -> None:
    for order, added in (
        ('add "Love, Mei" at the end', "Love, Mei"),
        ("add a link https://example.com/cart", "https://example.com/cart"),
    ):
        reply, now = await said(brain, PLAIN, order)
        message = reply.message or message_of(reply)
        assert message.body.endswith(added)
        assert now.draft is not None
        assert now.draft.body.endswith(added)
    reply, _ = await said(brain, PLAIN, "start with Hey")
    assert (reply.message or message_of(reply)).body.startswith("Hey")
    reply, _ = await said(brain, PLAIN, "use {{first_name}}")
    assert "{{first_name}}" in (reply.message or message_of(reply)).body


async def test_a_tag_takes_the_place_of_the_one_in_the_draft(brain: Brain) -> None:
    _, talk = await said(
        brain, "for lapsed customers, push: Hey {name}! Long time no see", "the name tag is {{first_name}}"
    )
    assert talk.draft is not None
    assert talk.draft.body == "Hey {{first_name}}! Long time no see"


async def test_words_that_stand_nowhere_are_told_so(brain: Brain) -> None:
    _, talk = await said(brain, PLAIN)
    reply, after = await said(brain, 'remove "zebra"', talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert "neither in your draft nor in my version" in reply.text


async def test_terms_of_the_offer_go_and_the_offer_comes_back(brain: Brain) -> None:
    told = (PLAIN, "S$5 off, min S$35, until 5 Dec, code SAVE5")
    for order, names in (
        ("remove the code", ()),
        ("dont mention the date", ("expires_at",)),
        ("remove the min spend", ("min_spend",)),
    ):
        _, talk = await said(brain, *told, order, talk=SHOP)
        assert talk.draft is not None
        assert talk.draft.voucher is not None
        assert [n for n in ("min_spend", "expires_at") if getattr(talk.draft.voucher, n) is None] == list(
            names
        )
        assert ("SAVE5" in talk.draft.voucher.title) == bool(names)
    _, talk = await said(brain, *told, "remove the discount", "put the discount back", talk=SHOP)
    assert talk.draft is not None
    assert talk.draft.voucher is not None
    assert talk.draft.voucher.value == 5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("its about the drip bags", "drip bags"),
        ("product is drip bags", "drip bags"),
        ("wrong product, Cold Brew Concentrate 1L", "Cold Brew Concentrate 1L"),
        ("not drip bags, its the cold brew", "cold brew"),
        ("pls add product name Kopi-O Drip Bags", "Kopi-O Drip Bags"),
    ],
)
async def test_the_product_is_told_in_peoples_words(brain: Brain, text: str, name: str) -> None:
    _, talk = await said(brain, PLAIN, text)
    assert talk.draft is not None
    assert talk.draft.product is not None
    assert talk.draft.product.name == name


async def test_a_title_ends_the_wish_for_none(brain: Brain) -> None:
    for told in ("change the title to Your cart misses you", "title: Kopi time!"):
        reply, talk = await said(brain, PLAIN, "no title", told)
        assert "no_title" not in talk.wishes
        assert message_of(reply).title


async def test_one_of_a_list_is_chosen_by_its_number(stocked: Brain) -> None:
    for choice in ("1", "fix the first one", "the 1st", "ok the first one pls"):
        reply, talk = await said(stocked, "weak", choice, tenant=ONE)
        assert reply.kind == "suggestion"
        assert talk.draft is not None
        assert talk.draft.id == "C-1042"


async def test_a_choice_without_a_list_is_no_draft(brain: Brain) -> None:
    for turns in (("fix the first one",), (PLAIN, "fix the first one")):
        reply, _ = await said(brain, *turns)
        assert reply.kind == "note"
        assert "weak" in reply.text


async def test_an_id_may_be_typed_without_its_dash(stocked: Brain) -> None:
    _, talk = await said(stocked, "fix c1042", tenant=ONE)
    assert talk.draft is not None
    assert talk.draft.id == "C-1042"


async def test_campaigns_are_listed_and_compared(stocked: Brain) -> None:
    for question in ("which did best?", "what is my best campaign", "best"):
        reply, _ = await said(stocked, question, tenant=ONE)
        assert reply.campaigns[0].campaign_id == "C-7"
    reply, _ = await said(stocked, "list all campaigns", tenant=ONE)
    assert {line.campaign_id for line in reply.campaigns} == {"C-7", "C-1042"}
    reply, _ = await said(stocked, "compare C-1042 and c7", tenant=ONE)
    assert [line.campaign_id for line in reply.campaigns] == ["C-7", "C-1042"]
    reply, _ = await said(stocked, "compare C-1042 and C-2000", tenant=ONE)
    assert reply.kind == "note"
    assert "C-2000" in reply.text


async def test_what_is_known_of_customers_is_what_was_measured(stocked: Brain) -> None:
    reply, _ = await said(stocked, "what do you know about my customers?", tenant=ONE)
    assert reply.text.startswith("I know campaigns, not people")
    reply, _ = await said(stocked, "whats working for lapsing buyers", tenant=ONE)
    assert reply.text.startswith("Lapsing buyers")


async def test_what_is_not_made_out_is_told_with_what_stands_and_what_can_be_said(brain: Brain) -> None:
    _, talk = await said(brain, PLAIN)
    offers, _ = await said(brain, "our 40 things over there", talk=talk)
    people, _ = await said(brain, "our customers over there", talk=talk)
    for reply in (offers, people):
        assert "push notification to abandoned cart" in reply.text
        assert len(reply.text) < 300
    assert offers.text != people.text
    name, _ = await said(brain, "for drip bags", talk=talk)
    assert "“product: drip bags”" in name.text


async def test_a_claim_that_needs_proof_is_not_waved_through(brain: Brain) -> None:
    _, talk = await said(brain, "for new buyers, push: Guaranteed cheapest kopi in SG! Buy now")
    for question in ("is this allowed?", "can i say best"):
        reply, _ = await said(brain, question, talk=talk)
        assert "“cheapest”" in reply.text
        assert "proof" in reply.text


async def test_that_a_name_is_too_long_is_no_name(brain: Brain) -> None:
    _, talk = await said(brain, PLAIN, "product: Kopi-O Drip Bags")
    reply, after = await said(brain, "product name is too long", talk=talk)
    assert (reply.kind, after) == ("note", talk)


@pytest.mark.parametrize(
    "order",
    [
        "take out the greeting",
        "could you change the tone",
        "add a call to action",
        "mention its halal",
        "use british spelling",
        "fix the second paragraph",
        "make sure it sounds like us",
        "don't touch the title",
    ],
)
async def test_an_order_nothing_comes_of_is_no_draft(brain: Brain, order: str) -> None:
    _, talk = await said(brain, PLAIN)
    reply, after = await said(brain, order, talk=talk)
    assert (reply.kind, after) == ("note", talk)


@pytest.mark.parametrize(
    "text",
    [
        "Put the kettle on!",
        "Add a little spice to your weekend.",
        "Make it a kopi day!",
        "Show this message at the counter",
    ],
)
async def test_before_there_is_a_draft_an_imperative_to_customers_is_one(brain: Brain, text: str) -> None:
    _, talk = await said(brain, text)
    assert talk.draft is not None
    assert talk.draft.body == text


@pytest.mark.parametrize(
    "text", ["rewrite the last sentence", "give me ideas for christmas", "translate this message"]
)
async def test_before_there_is_a_draft_an_order_about_one_is_none(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, text)
    assert reply.kind == "note"
    assert talk.draft is None or not talk.draft.body


async def test_sentences_links_and_greetings_go_when_they_are_named(brain: Brain) -> None:
    text = "for lapsed customers, email: Hi there, new beans are in. Look: https://kopi.sg/new Bye for now."
    for order, gone in (("remove the link", "https://kopi.sg/new"), ("take out the greeting", "Hi there,")):
        _, talk = await said(brain, text, order)
        assert talk.draft is not None
        assert gone not in talk.draft.body
        assert "new beans are in" in talk.draft.body
    _, talk = await said(brain, PLAIN, "delete the last sentence")
    assert talk.draft is not None
    assert talk.draft.body == "You forgot something!"


@pytest.mark.parametrize(
    "text",
    [
        "1) Come back, we miss you\n2) Get 10% off until 5 Dec\nwhich one is better? for lapsed customers",
        "Draft A: We miss you\nDraft B: Get 10% off until 5 Dec\nwhich is better, for lapsed buyers",
    ],
)
async def test_two_drafts_are_compared_and_one_is_chosen(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, text)
    assert "I'd go on with 2" in reply.text
    _, talk = await said(brain, "ok the 2nd", talk=talk)
    assert talk.draft is not None
    assert (talk.draft.body, talk.draft.audience) == ("Get 10% off until 5 Dec", "lapsing_buyers")


async def test_a_list_for_customers_is_one_draft(brain: Brain) -> None:
    text = "How it works, and it is quick:\n1) Pick your beans.\n2) Pay by card. See you soon!"
    _, talk = await said(brain, text)
    assert talk.draft is not None
    assert talk.draft.body == text


async def test_a_campaign_that_did_well_is_not_called_bad(stocked: Brain) -> None:
    reply, _ = await said(stocked, "why is C-1042 bad", tenant=ONE)
    assert reply.kind == "suggestion"
    assert reply.figures is not None


async def test_a_word_from_the_middle_of_a_sentence_needs_another_in_its_place(brain: Brain) -> None:
    _, talk = await said(brain, "for lapsed customers, push: Hey, you forgot something nice.")
    reply, after = await said(brain, "dont use the word forgot", talk=talk)
    assert (reply.kind, after) == ("note", talk)
    assert 'replace "forgot" with' in reply.text


async def test_an_endless_row_of_quotation_marks_is_read_in_time(brain: Brain) -> None:
    reply, _ = await said(brain, "'a b' " * 800)
    assert reply.kind in {"suggestion", "note"}
