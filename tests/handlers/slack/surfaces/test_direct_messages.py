"""Drafts, campaigns and follow-ups in the conversation with the bot."""

import pytest

from tests.handlers.slack.office import Office, element, shown, words_that_slack_parses
from tests.handlers.slack.surfaces.drafts import CART, FACTS, FOREIGN, WEAK


async def test_a_draft_is_answered_in_its_thread_with_a_rewrite_that_keeps_every_fact(office: Office) -> None:
    answer = await office.asks(CART)
    words = shown(answer)
    assert answer["thread_ts"] == office.last_said
    assert not [fact for fact in FACTS if fact not in words]
    assert "special treat" in words  # the evidence, quoted
    assert "Kept:" in words


async def test_a_status_is_shown_while_the_draft_is_read(office: Office) -> None:
    await office.asks(CART)
    (status,) = office.slack.calls("assistant.threads.setStatus")
    assert status.args["thread_ts"] == office.last_said
    assert office.slack.status(office.dm, office.last_said) is None  # gone with the answer


async def test_opening_the_conversation_offers_something_to_start_with(office: Office) -> None:
    await office.slack.until(lambda: office.slack.prompts(office.dm))
    prompts = office.slack.prompts(office.dm) or {}
    titles = [prompt["title"] for prompt in prompts["prompts"]]
    assert "Show my weakest campaigns" in titles
    assert len(titles) <= 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("why?", "special treat"),
        ("for lapsing buyers instead", "not for a long time"),
        ("the voucher is S$8 off min S$50 until 5 Dec", "S$8"),
        ("more variants", "{{first_name}}"),
        ("shorter", "{{first_name}}"),
        ("warmer", "{{first_name}}"),
    ],
)
async def test_a_follow_up_in_the_thread_speaks_of_the_draft(office: Office, said: str, told: str) -> None:
    await office.asks(CART)
    assert told in shown(await office.asks(said, thread=office.last_said))


async def test_a_new_message_outside_the_thread_starts_over(office: Office) -> None:
    await office.asks(CART)
    assert "special treat" not in shown(await office.asks("why?"))


@pytest.mark.parametrize("said", ["{id}", "what about {id}?", "https://app.example.com/campaigns/{id}?tab=1"])
async def test_a_campaign_of_the_shop_is_shown_against_its_segment(office: Office, said: str) -> None:
    words = shown(await office.asks(said.format(id=WEAK)))
    assert WEAK in words
    assert "delivered" in words


async def test_a_campaign_of_another_shop_is_unknown_like_one_that_never_was(office: Office) -> None:
    theirs = shown(await office.asks(FOREIGN))
    nobodys = shown(await office.asks("C-99999"))
    assert theirs.replace(FOREIGN, "X") == nobodys.replace("C-99999", "X")


async def test_the_weakest_campaigns_come_with_a_button_each(office: Office) -> None:
    answer = await office.asks("weak")
    assert WEAK in shown(answer)
    assert element(answer, "fix")


async def test_fixing_a_listed_campaign_answers_in_a_thread_of_its_own(office: Office) -> None:
    listed = await office.asks("weak")
    before = len(office.own())
    await office.ana.clicks(listed, "fix", WEAK)
    await office.slack.until(lambda: len(office.own()) > before, 15)
    assert WEAK in shown(office.own()[-1])


@pytest.mark.parametrize(
    "said", ["hi", "ok cool", "thanks!", "🎁🎁🎁", "DROP TABLE customers; --", "good morning, " * 800]
)
async def test_whatever_is_said_gets_one_answer(office: Office, said: str) -> None:
    await office.asks(said)
    assert len(office.answers()) == 1


async def test_what_stands_in_a_draft_never_pings_or_links(office: Office) -> None:
    await office.asks(
        "Dear all, <!channel> <@U_BEN>: come back to https://example.com/x soon for *treats* & more"
    )
    (call,) = office.slack.calls("chat.postMessage")
    for words in words_that_slack_parses(call.args):
        assert not [ping for ping in ("<!channel>", "<@U_BEN>", "<https://") if ping in words]
    assert (call.args["unfurl_links"], call.args["mrkdwn"]) in {
        (False, False),
        ("0", "0"),
        ("false", "false"),
    }


async def test_two_messages_at_once_in_one_thread_are_both_answered(office: Office) -> None:
    await office.asks(CART)
    root = office.last_said
    await office.ana.says(office.dm, "shorter", root)
    await office.ana.says(office.dm, "why?", root)
    await office.slack.until(lambda: len(office.answers(root)) == 3, 15)


async def test_somebody_in_a_hurry_is_asked_kindly_to_wait(strict: Office) -> None:
    for said in ("hi", "help"):
        await strict.asks(said)
    assert "in one minute" in shown(await strict.asks("help"))
