"""From an answer to a trial, and from logs to a verdict in plain words."""

import pytest

from agents.types import Message
from handlers.talk import Talk
from handlers.trials.asked import plan_told
from handlers.trials.errors import NothingToTestError
from handlers.trials.keeping import keep_trial, plan_of
from handlers.trials.looking import claim_news, last_result, look_at_trials
from handlers.trials.naming import CannotNameError, name_versions
from handlers.trials.proposing import proposal_of, usual_of
from handlers.trials.verdicts import result_lines, status_line
from handlers.trials.words import plan_lines, sending_lines
from store.database import Database
from store.rows import TrialRow
from store.trials import get_trial, list_trials
from tests.handlers.trials.tried import ANSWER, DRAFT, NOW, REWRITE, SHOP, add_logs, add_past, planned


async def _looked(database: Database) -> TrialRow:
    (found,) = await look_at_trials(database, "m1", now=NOW)
    return found


async def _logs(
    database: Database, n: int, before: int, after: int, gone: tuple[int, int] | None = None
) -> None:
    usual = (n // 100, n // 100) if gone is None else gone
    for variant, clicked, unsubscribed in (("A", before, usual[0]), ("B", after, usual[1])):
        await add_logs(database, "m1", "C-7", variant, delivered=n, clicked=clicked, unsubscribe=unsubscribed)


def _said(trial: TrialRow) -> str:
    result = last_result(trial)
    assert result is not None
    return "\n".join(result_lines(trial, result))


# ── the plan ─────────────────────────────────────────────────────────────────
def test_an_answer_offers_its_rewrite_and_its_other_versions() -> None:
    proposal = proposal_of(SHOP, DRAFT, ANSWER)
    assert proposal.original == DRAFT.message
    assert [one.message.title for one in proposal.rewrites] == ["Better", "Warm"]
    assert (proposal.campaign_id, proposal.audience) == ("C-7", "new_buyers")


def test_what_was_chosen_comes_first() -> None:
    chosen = proposal_of(SHOP, DRAFT, ANSWER, chosen=Message(title="Warm", body="A warmer body"))
    own = proposal_of(SHOP, DRAFT, ANSWER, chosen=Message(body="In our own words"))
    assert [one.message.title for one in chosen.rewrites] == ["Warm", "Better"]
    assert [one.message.body for one in own.rewrites] == ["In our own words", REWRITE.body, "A warmer body"]


def test_a_message_that_is_good_as_it_is_makes_no_trial() -> None:
    unchanged = ANSWER.model_copy(update={"message": DRAFT.message, "variants": ()})
    with pytest.raises(NothingToTestError):
        proposal_of(SHOP, DRAFT, unchanged)


async def test_the_plan_is_told_in_plain_words_with_the_names_to_send_under(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database)
    plan = plan_of(trial)
    said = "\n".join((*plan_lines(trial), *sending_lines(trial)))
    assert "The original against the rewrite: push notification to people who bought" in said
    assert "+20 % clicks or more, from 8.0 % of messages clicked" in said
    assert "what this campaign has brought so far (16,000 delivered)" in said
    assert f"It takes {plan.per_arm:,} messages of each version, about {plan.weeks} weeks at 6,000" in said
    assert "all under campaign id C-7, with A (the original) and B as the variant" in said
    assert "I say stop if 0.50 % more readers unsubscribe" in said


async def test_too_few_readers_are_told_so_with_what_would_do(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database, weekly=300)
    said = "\n".join(plan_lines(trial))
    assert "Not enough audience for a verdict" in said
    assert "Look for more: 8 weeks find +" in said
    assert "Thompson sampling" in said


async def test_several_rewrites_are_named_in_turn(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database, arms=3)
    assert [(arm.arm, arm.variant, arm.intent) for arm in trial.arms] == [
        ("A", "A", "original"),
        ("B", "B", None),
        ("C", "C", "warmer"),
    ]
    assert "with A (the original), B and C as the variant" in sending_lines(trial)[0]


async def test_a_shop_without_a_past_is_planned_for_on_an_assumption_that_is_told(database: Database) -> None:
    await add_past(database, "m2")
    proposal = proposal_of(SHOP, DRAFT, ANSWER)
    usual = await usual_of(database, proposal)
    assert (usual.baseline.source, usual.baseline.rate, usual.weekly) == ("assumed", 0.03, None)


async def test_the_same_key_is_the_same_trial(database: Database) -> None:
    await add_past(database, "m1")
    first, again = await planned(database), await planned(database, lift=0.5)
    await keep_trial(database, first)
    async with database.session() as session:
        (kept,) = await list_trials(session, merchant_id="m1")
    assert (kept.id, again.id) == (first.id, first.id)
    assert plan_of(kept).wanted.lift == 0.2


# ── what the logs say ────────────────────────────────────────────────────────
async def test_a_better_rewrite_is_said_to_be_better_with_how_sure_and_how_much(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    await _logs(database, 4_100, 328, 420)
    trial = await _looked(database)
    assert (trial.verdict, trial.ended_at) == ("winner", NOW)
    assert _said(trial).startswith("The rewrite is better: over 99.9 % likely better, +27 % clicks [1")
    assert "n = 8,200. Send it from now on. Unsubscribes unchanged." in _said(trial)


async def test_an_open_question_stays_open_with_how_long_it_takes(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    await _logs(database, 1_000, 80, 90)
    trial = await _looked(database)
    assert trial.verdict == "undecided"
    assert _said(trial).startswith("Can't tell yet. So far the rewrite: 7")
    assert "of what is needed is in, about 3 more weeks." in _said(trial)


async def test_a_rewrite_that_drives_readers_away_is_stopped(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    await _logs(database, 3_000, 240, 330, (30, 75))
    trial = await _looked(database)
    assert (trial.verdict, trial.ended_at) == ("guardrail", NOW)
    assert _said(trial).startswith("Stop the rewrite: it drives readers away. 2.5 % unsubscribed, 1.0 % with")


async def test_a_rewrite_that_brings_nothing_leaves_the_original_in_place(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database)
    n = plan_of(trial).per_arm
    await _logs(database, n, int(0.08 * n), int(0.079 * n))
    trial = await _looked(database)
    assert trial.verdict == "control"
    assert _said(trial).startswith("The original is as good or better: no +20 % clicks in the rewrite (−1 %")


async def test_a_trial_without_messages_says_what_the_logs_name_instead(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database)
    assert await look_at_trials(database, "m1", now=NOW) == ()
    said = status_line(trial, None, variants={"": 16_000, "var_7": 20})
    assert said == "no messages of C-7 as A and B in the logs yet. The logs name var_7 instead."


async def test_nothing_new_is_no_new_look(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    await _logs(database, 1_000, 80, 90)
    assert len((await _looked(database)).looks) == 1
    assert await look_at_trials(database, "m1", now=NOW) == ()


async def test_news_is_for_the_first_who_asks_and_only_for_them(database: Database) -> None:
    await add_past(database, "m1")
    trial = await planned(database)
    await _logs(database, 1_000, 80, 90)
    await _looked(database)
    (first,) = await claim_news(database, "m1", key="job1", team="T-1")
    assert (first.trial_id, first.number, first.channel, first.thread) == (trial.id, 0, "C1", "1.0")
    assert await claim_news(database, "m1", key="job1", team="T-1") == (first,)
    assert await claim_news(database, "m1", key="job2", team="T-1") == ()


async def test_another_look_with_the_same_verdict_is_no_news(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    await _logs(database, 1_000, 80, 90)
    await _looked(database)
    await claim_news(database, "m1", key="job1")
    await _logs(database, 1_500, 120, 135)
    assert (await _looked(database)).verdict == "undecided"
    assert await claim_news(database, "m1", key="job2") == ()
    await _logs(database, 4_100, 328, 420)
    assert (await _looked(database)).verdict == "winner"
    assert [news.result.verdict for news in await claim_news(database, "m1", key="job3")] == ["winner"]


async def test_another_shop_sees_neither_trial_nor_news_though_its_campaign_has_the_same_id(
    database: Database,
) -> None:
    await add_past(database, "m1", "m2")
    trial = await planned(database)
    await add_logs(database, "m2", "C-7", "A", delivered=9_000, clicked=10, unsubscribe=0)
    assert await look_at_trials(database, "m2", now=NOW) == ()
    assert await look_at_trials(database, "m1", now=NOW) == ()
    await _logs(database, 4_100, 328, 420)
    await _looked(database)
    assert await claim_news(database, "m2", key="job1") == ()
    assert await claim_news(database, "m1", key="job1", team="T-other") == ()
    async with database.session() as session:
        assert await get_trial(session, merchant_id="m2", trial_id=trial.id) is None


async def test_versions_may_be_called_as_the_platform_does_until_there_are_messages(
    database: Database,
) -> None:
    await add_past(database, "m1", "m2")
    trial = await planned(database)
    for variant, clicked in (("var_12", 80), ("var_13", 90)):
        await add_logs(database, "m1", "C-7", variant, delivered=1_000, clicked=clicked)
    assert await look_at_trials(database, "m1", now=NOW) == ()
    for shop, said in (
        ("m2", ["A=var_12"]),
        ("m1", ["C=var_12"]),
        ("m1", ["A=var_12", "nonsense"]),
        ("m1", []),
    ):
        with pytest.raises(CannotNameError):
            await name_versions(database, shop, trial.id, said)
    await name_versions(database, "m1", trial.id.lower(), ["a=var_12", "B=var_13"])
    result = last_result(await _looked(database))
    assert result is not None
    assert [arm.counts.clicked for arm in result.arms] == [80, 90]
    with pytest.raises(CannotNameError, match="until the first messages"):
        await name_versions(database, "m1", trial.id, ["A=var_14"])


# ── in a conversation ────────────────────────────────────────────────────────
async def test_a_conversation_says_what_a_test_would_take_and_keeps_none(database: Database) -> None:
    await add_past(database, "m1")
    talk = Talk(merchant=SHOP, draft=DRAFT, suggestion=ANSWER)
    said = await plan_told(database, talk, now=NOW)
    assert "The original against the rewrite" in said
    assert "at 2,000 messages a week" in said
    assert "python -m bot trial plan --merchant m1 --campaign C-7" in said
    async with database.session() as session:
        assert await list_trials(session, merchant_id="m1") == ()


async def test_a_conversation_without_a_shop_or_figures_says_what_is_missing(database: Database) -> None:
    unknown = await plan_told(database, Talk(draft=DRAFT, suggestion=ANSWER), now=NOW)
    assert "A test needs a shop" in unknown
    talk = Talk(merchant=SHOP, draft=DRAFT, suggestion=ANSWER)
    assert "How many of these can you send in a week?" in await plan_told(database, talk, now=NOW)
