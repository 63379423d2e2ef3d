"""The built-in writer tells a message as wished and never at the price of a fact."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from agents.checks import HardChecks
from agents.eligibility import meant_for_others
from agents.facts.ledger import open_ledger
from agents.hygiene import clean
from agents.pipeline import Pipeline
from agents.types import WISHES, Draft, Message, Product, Suggestion, Voucher, Wish
from agents.wishes import grants
from tests.agents.brains import pipeline

TODAY = date(2026, 11, 20)
DRAFTS = Path(__file__).parents[4] / "evals" / "data" / "heldout_drafts.jsonl"


def drafts(most: int) -> list[Draft]:
    """Real drafts, every so many of them."""
    lines = DRAFTS.read_text(encoding="utf-8").splitlines()
    return [Draft.model_validate_json(line) for line in lines[:: max(1, len(lines) // most)]]


async def told(line: Pipeline, draft: Draft, *wishes: Wish) -> Suggestion:
    return await line.improve(draft, today=TODAY, wishes=wishes)


def words(suggestion: Suggestion) -> Message:
    assert suggestion.message is not None
    return suggestion.message


async def test_shorter_has_fewer_characters_and_all_the_facts() -> None:
    """Nine in ten of our own rewrites; a draft that is left alone may be nothing but facts."""
    line, shorter, kept, count = pipeline(), 0, 0, 0
    for draft in drafts(40):
        plain, short = await told(line, draft), await told(line, draft, "shorter")
        if plain.message is None or plain.outcome != "rewritten":
            continue
        count += 1
        shorter += grants(words(short), "shorter", before=plain.message)
        kept += set(plain.facts_kept) <= set(short.facts_kept)
    assert shorter >= 0.9 * count
    assert kept >= 0.96 * count


@pytest.mark.parametrize("wish", WISHES)
async def test_whatever_is_wished_every_hard_check_holds(wish: Wish) -> None:
    line, seen = pipeline(), 0
    for given in drafts(16):
        answer, draft = await told(line, given, wish), clean(given).draft
        if meant_for_others(draft):  # an offer for other people, and what belongs to it, may go
            continue
        checks = HardChecks(draft=draft, ledger=open_ledger(draft, today=TODAY), language="en")
        for message in (answer.message, *(v.message for v in answer.variants)):
            if message is not None and message != draft.message:
                assert not checks.violations(message), message
                seen += 1
    assert seen


@pytest.mark.parametrize("wish", ["warmer", "emoji", "no_emoji", "title", "no_title"])
async def test_most_drafts_can_be_told_as_wished(wish: Wish) -> None:
    line, granted, count = pipeline(), 0, 0
    for draft in drafts(24):
        plain, wished = await told(line, draft), await told(line, draft, wish)
        if plain.message is not None:
            count += 1
            granted += grants(words(wished), wish, before=plain.message)
    assert granted >= 0.9 * count


async def test_the_same_wishes_give_the_same_words_and_a_suggestion_of_their_own() -> None:
    draft = drafts(1)[0]
    first, again, plain = await asyncio.gather(
        told(pipeline(), draft, "warmer"), told(pipeline(), draft, "warmer"), told(pipeline(), draft)
    )
    assert (first.id, first.message) == (again.id, again.message)
    assert first.id != plain.id


GOOD = Draft(
    audience="new_buyers",
    channel="email",
    title="Your jumper",
    body="Hi {{first_name}},\n\nHand wash it cool and dry it flat. It will last you ten winters!\n\nAna",
)


async def test_a_good_letter_keeps_its_form_when_it_gets_warmer() -> None:
    body = words(await told(pipeline(), GOOD, "warmer")).body
    greeting, text, name = body.split("\n\n")
    assert (greeting, name) == ("Hi {{first_name}},", "Ana")
    assert "Hand wash it cool and dry it flat." in text


async def test_more_formal_changes_the_voice_alone() -> None:
    body = "Hi {{first_name}},\n\nIt's best to hand wash it cool. You'll get ten winters out of it!\n\nAna"
    draft = GOOD.model_copy(update={"body": body})
    formal = words(await told(pipeline(), draft, "formal")).body
    assert formal.startswith("Dear {{first_name}},\n\n")
    assert "It is best to hand wash it cool. You will get ten winters out of it!" in formal


async def test_names_and_codes_are_not_reworded() -> None:
    draft = Draft(
        audience="new_buyers",
        channel="im",
        body="Here's our Super Easy Sock. It's yours with code THANKS10, thanks for your first order!",
        product=Product(name="Super Easy Sock"),
        voucher=Voucher(title="10% off, code THANKS10", type="percentage", value=10),
    )
    wishes: tuple[Wish, ...] = ("formal", "plainer")
    for wish in wishes:
        text = words(await told(pipeline(), draft, wish)).text
        assert "Super Easy Sock" in text
        assert "THANKS10" in text


async def test_what_a_title_holds_goes_into_the_body_with_the_title() -> None:
    draft = GOOD.model_copy(
        update={
            "channel": "push",
            "title": "{{first_name}}, 4 new jumpers",
            "body": "Have a look at them in our shop.",
        }
    )
    message = words(await told(pipeline(), draft, "no_title"))
    assert message.title is None
    assert message.body.count("{{first_name}}") == 1


async def test_a_sentence_that_the_next_one_leans_on_is_not_cut() -> None:
    draft = Draft(
        audience="new_buyers",
        channel="im",
        body="We roast in Ipoh. It takes us a day. Our cat watches. Reply and tell us how you brew it.",
    )
    body = words(await told(pipeline(), draft, "shorter")).body
    assert ("It takes" in body) <= ("We roast" in body)


async def test_an_emoji_is_that_of_the_goods() -> None:
    draft = GOOD.model_copy(update={"product": Product(name="Kopi", category="Food > Coffee")})
    assert "☕" in words(await told(pipeline(), draft, "emoji")).body
