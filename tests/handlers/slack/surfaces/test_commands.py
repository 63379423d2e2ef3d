"""Slash commands, the form behind them, and the step for workflows."""

from tests.handlers.slack.office import Office, shown
from tests.handlers.slack.surfaces.drafts import FOREIGN, WEAK

FORM = {
    "audience": "abandoned_cart_buyers",
    "channel": "push",
    "product": "Kopi-O Drip Bags, 20s",
    "voucher_type": "fixed",
    "voucher_currency": "SGD",
    "voucher_min_spend": "35",
    "voucher_expires": "2026-11-30",
    "title": "You forgot something",
    "body": "Hi {{first_name}}, come back for a special treat",
}


async def test_rewrite_with_a_draft_answers_in_the_direct_messages(office: Office) -> None:
    reply = await office.ana.commands(
        "/rewrite", "We miss you, {{first_name}}! Come back", channel="C_GENERAL"
    )
    assert "direct messages" in (reply or {})["text"]
    await office.slack.until(office.own, 15)
    assert "{{first_name}}" in shown(office.own()[0])


async def test_rewrite_alone_opens_a_form_that_says_what_is_wrong_at_the_field(office: Office) -> None:
    await office.ana.commands("/rewrite", "", channel=office.dm)
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    view = office.slack.view("U_ANA") or {}
    answer = await office.ana.submits(view, {**FORM, "voucher_value": "lots"})
    assert list((answer or {})["errors"]) == ["voucher_value"]
    await office.ana.submits(view, {**FORM, "voucher_value": "5"})
    await office.slack.until(office.own, 15)
    assert "S$5 off" in shown(office.own()[0])
    assert office.slack.view("U_ANA") is None


async def test_the_lightning_menu_opens_the_same_form(office: Office) -> None:
    await office.ana.uses_shortcut("new_message")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    assert (office.slack.view("U_ANA") or {})["callback_id"] == "rewrite_form"


async def test_a_campaign_by_its_command(office: Office) -> None:
    await office.ana.commands("/campaign", WEAK, channel="C_GENERAL")
    await office.slack.until(office.own, 15)
    assert WEAK in shown(office.own()[0])


async def test_a_campaign_of_another_shop_stays_unknown(office: Office) -> None:
    await office.ana.commands("/campaign", FOREIGN, channel="C_GENERAL")
    await office.slack.until(office.own, 15)
    assert "Stoneware" not in shown(office.own()[0])


async def test_campaign_alone_asks_which(office: Office) -> None:
    assert "Which campaign" in (await office.ana.commands("/campaign", "", channel="C_GENERAL") or {})["text"]


async def test_weak_lists_at_once_and_only_for_this_person(office: Office) -> None:
    await office.ana.commands("/weak", "", channel="C_GENERAL")
    listed = office.slack.ephemerals("U_ANA")[-1]
    assert WEAK in shown(listed)
    await office.ana.clicks(listed, "fix", WEAK)
    await office.slack.until(office.own, 15)
    assert WEAK in shown(office.own()[0])


async def test_crm_help_says_which_shop_it_speaks_for(office: Office) -> None:
    reply = await office.ana.commands("/crm", "help", channel="C_GENERAL")
    assert "Kopi Lorong" in shown(reply or {})


async def test_a_workflow_gets_a_rewrite_as_outputs(office: Office) -> None:
    inputs = {"message": "We miss you! Come back", "audience": "lapsing_buyers", "channel": "push"}
    run = await office.ana.runs_step("rewrite_crm_message", inputs)
    await office.slack.until(lambda: run.outputs is not None, 15)
    assert (run.outputs or {})["outcome"] == "rewritten"
    assert (run.outputs or {})["body"]


async def test_a_workflow_with_unusable_inputs_gets_a_reason(office: Office) -> None:
    inputs = {"message": "We miss you!", "audience": "everybody", "channel": "push"}
    run = await office.ana.runs_step("rewrite_crm_message", inputs)
    await office.slack.until(lambda: run.error is not None, 15)
    assert "audience" in (run.error or "")
