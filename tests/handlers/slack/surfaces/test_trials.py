"""Tests of a rewrite: planned in a form, told in the thread, watched as logs come in."""

import asyncio
from typing import Any

from handlers.trials.keeping import plan_of
from handlers.trials.looking import look_at_trials
from store.rows import TrialRow
from store.trials import list_trials
from tests.handlers.slack.office import ELSEWHERE, NOW, Office, connect, element, shown
from tests.handlers.slack.surfaces.drafts import CART, FOREIGN, WEAK
from tests.handlers.trials.tried import add_logs

FORM = {"weekly": "20000", "lift": "30", "rewrites": "1", "metric": "clicks", "mode": "fixed", "sure": "95"}


async def _trials(office: Office, shop: str = "m02") -> tuple[TrialRow, ...]:
    async with office.database.session() as session:
        return await list_trials(session, merchant_id=shop)


async def _view(office: Office) -> dict[str, Any]:
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    return office.slack.view("U_ANA") or {}


async def _planned(office: Office, **more: str) -> TrialRow:
    """A test of the weak campaign, planned by its command; the plan stands in the direct messages."""
    await office.ana.commands("/trial", WEAK, channel="C_GENERAL")
    await office.ana.submits(await _view(office), {**FORM, "campaign": WEAK, **more})
    await office.slack.until(office.own, 20)
    await office.jobs_done()
    (trial,) = await _trials(office)
    return trial


async def _logs(office: Office, name: str, clicked: tuple[int, int], n: int = 600) -> str:
    """A file of messages of both versions, dropped into the conversation; the time of its message."""
    rows = ["message_id,campaign_id,delivered_at,variant,clicked"]
    for variant, clicks in zip("AB", clicked, strict=True):
        rows += [
            f"{name}{variant}{i},{WEAK},2026-11-01T10:00:00Z,{variant},{'yes' if i < clicks else 'no'}"
            for i in range(n)
        ]
    ts = await office.ana.uploads(office.dm, f"{name}.csv", "\n".join(rows).encode())
    await office.slack.until(lambda: office.answers(ts), 30)
    await office.deliveries_done()
    return ts


async def test_a_campaign_is_tested_by_its_command_and_the_plan_is_told_and_kept(office: Office) -> None:
    trial = await _planned(office)
    plan = office.own()[0]
    assert f"Test {trial.id}" in shown(plan)
    assert f"{plan_of(trial).per_arm:,} messages of each version" in shown(plan)
    assert f"all under campaign id {WEAK}, with A (the original) and B as the variant" in shown(plan)
    assert trial.plan["place"] == {"channel": office.dm, "thread": plan["ts"]}
    assert (trial.created_by, trial.team_id, len(trial.arms)) == ("U_ANA", "T_DEMO", 2)
    assert trial.arms[1].body in shown(plan)


async def test_what_is_wrong_in_the_form_is_said_at_its_field(office: Office) -> None:
    await office.ana.commands("/trial", "", channel=office.dm)
    view = await _view(office)
    wrong = await office.ana.submits(view, {**FORM, "campaign": FOREIGN, "weekly": "6000"})
    assert "has no campaign" in (wrong or {})["errors"]["campaign"]
    wrong = await office.ana.submits(view, {**FORM, "campaign": WEAK, "weekly": "many"})
    assert list((wrong or {})["errors"]) == ["weekly"]
    assert await _trials(office) == ()


async def test_an_answer_that_was_used_offers_a_test_whose_plan_comes_into_its_thread(office: Office) -> None:
    await office.ana.clicks(await office.asks(CART), "use")
    await office.settled()
    assert element(office.answers()[0], "plan_trial")
    await office.ana.clicks(office.answers()[0], "plan_trial")
    await office.ana.submits(await _view(office), FORM)
    await office.slack.until(lambda: len(office.answers()) > 1, 20)
    await office.jobs_done()
    (trial,) = await _trials(office)
    assert f"Test {trial.id}" in shown(office.answers()[-1])
    assert trial.plan["place"] == {"channel": office.dm, "thread": office.last_said}
    assert trial.arms[0].campaign_id == trial.id  # a draft that is no campaign gets an id to be sent under


async def test_too_few_readers_are_told_what_else_would_do(office: Office) -> None:
    await _planned(office, weekly="300", lift="10")
    assert "Not enough audience for a verdict" in shown(office.own()[0])
    assert "Thompson sampling" in shown(office.own()[0])


async def test_a_verdict_is_told_once_in_the_thread_of_the_plan_when_the_logs_come_in(office: Office) -> None:
    trial = await _planned(office)
    thread = office.own()[0]["ts"]
    await _logs(office, "first", (30, 33))
    await office.slack.until(lambda: len(office.answers(thread)) == 2, 15)
    assert "Can't tell yet. So far the rewrite:" in shown(office.answers(thread)[1])
    await _logs(office, "second", (31, 36))
    assert len(office.answers(thread)) == 2
    await _logs(office, "third", (20, 90))
    await office.slack.until(lambda: len(office.answers(thread)) == 3, 15)
    assert "The rewrite is better:" in shown(office.answers(thread)[2])
    (ended,) = await _trials(office)
    assert (ended.id, ended.verdict, len(ended.looks)) == (trial.id, "winner", 3)
    await _logs(office, "fourth", (90, 20))
    assert len(office.answers(thread)) == 3


async def test_what_an_import_by_hand_said_is_told_as_well_and_once(office: Office) -> None:
    await _planned(office)
    thread = office.own()[0]["ts"]
    for variant, clicked in (("A", 20), ("B", 90)):
        await add_logs(office.database, "m02", WEAK, variant, delivered=600, clicked=clicked)
    assert [trial.verdict for trial in await look_at_trials(office.database, "m02", now=NOW)] == ["winner"]
    await office.home()
    await office.home()
    await office.slack.until(lambda: len(office.answers(thread)) > 1, 15)
    await office.deliveries_done()
    assert "The rewrite is better:" in shown(office.answers(thread)[1])
    assert len(office.answers(thread)) == 2


async def test_home_and_the_command_tell_how_it_goes_and_it_can_be_stopped(office: Office) -> None:
    trial = await _planned(office)
    assert f"{trial.id} · no messages of {WEAK} as A and B" in shown(await office.home())
    listed = await office.ana.commands("/trial", "list", channel="C_GENERAL")
    assert trial.id in shown(listed or {})
    one = await office.ana.commands("/trial", trial.id.lower(), channel="C_GENERAL")
    assert "messages of each version are planned" in shown(one or {})
    named = await office.ana.commands("/trial", f"{trial.id} B=var_13", channel="C_GENERAL")
    assert "with A (the original) and var_13 as the variant" in shown(named or {})
    stopped = await office.ana.commands("/trial", f"stop {trial.id}", channel="C_GENERAL")
    assert "is stopped" in shown(stopped or {})
    await office.home()
    await office.slack.until(lambda: trial.id not in shown(office.slack.home("U_ANA") or {}), 15)


async def test_another_shop_sees_no_test_of_this_one(office: Office) -> None:
    trial = await _planned(office)
    await connect(office.database, "T_DEMO", ELSEWHERE)
    told = await asyncio.gather(
        office.ana.commands("/trial", "list", channel="C_GENERAL"),
        office.ana.commands("/trial", trial.id, channel="C_GENERAL"),
        office.ana.commands("/trial", f"stop {trial.id}", channel="C_GENERAL"),
    )
    assert "No trial is running" in shown(told[0] or {})
    assert f"There is no trial “{trial.id}”" in shown(told[1] or {})
    assert (await _trials(office))[0].ended_at is None


async def test_a_workspace_without_a_shop_is_told_to_connect_first(stranger: Office) -> None:
    told = await stranger.ana.commands("/trial", "list", channel="C_GENERAL")
    assert "isn't connected to a shop yet" in shown(told or {})
