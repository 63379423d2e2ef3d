"""What a merchant does in the browser, with the real bot behind it and the demo history behind that."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from playground import Playground, ui
from tests.handlers.slack.office import NOW, Office, open_office
from tests.handlers.slack.surfaces.drafts import CART, FACTS, WEAK
from tests.playground.browsing import expect, open_browser, says, visiting

pytestmark = pytest.mark.asyncio(loop_scope="module")

DRAFT = "Hi {{first_name}}, come back for amazing deals! Don't miss out!!"
CAMPAIGN = {
    "campaign_id": "C-9001", "audience": "repeat_buyers", "channel": "push", "title": "Back again?",
    "body": "Your usual beans are roasted on Tuesday.",
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with open_browser() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def office(
    tmp_path: Path, demo_history: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The bot at work for Kopi Lorong, in a workspace that has the page."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with (
        Playground(routes=ui.routes) as slack,
        open_office(slack, tmp_path / "var", demo_history) as office,
    ):
        yield office


async def test_a_draft_is_answered_then_redone_for_other_people_then_used(
    browser: Any, office: Office
) -> None:
    async with visiting(browser, office.slack, "app") as page:
        await says(page, CART)
        thread = page.locator("#thread .message")
        answer = thread.nth(1)
        for fact in FACTS:
            await expect(answer).to_contain_text(fact)
        first = await answer.locator("pre").all_inner_texts()

        await answer.locator("select[data-action-id=audience]").select_option("lapsing_buyers")
        await expect(answer).to_contain_text("but not for a long time")
        await expect(thread).to_have_count(2)
        assert await answer.locator("pre").all_inner_texts() != first

        await answer.locator("[data-action-id=use]").click()
        await expect(answer).to_contain_text("Used by @Ana Tan · ")
        await expect(answer.locator("[data-action-id=use], select")).to_have_count(0)
        await office.jobs_done()
    assert "choice" in {signal.kind for signal in await office.signals()}


async def test_a_form_says_what_is_wrong_at_its_field_and_then_brings_the_answer(
    browser: Any, office: Office
) -> None:
    async with visiting(browser, office.slack, "app") as page:
        await says(page, "/rewrite")
        modal = page.locator("#modal[data-callback-id=rewrite_form]")
        await modal.locator("[data-block-id=body] textarea").fill("Hi {{first_name}}, come back for a treat")
        await modal.locator("[data-block-id=channel] select").select_option("sms")
        await modal.locator("[data-block-id=voucher_type] select").select_option("fixed")
        await modal.locator("[data-block-id=voucher_value] input").fill("lots")
        await modal.locator("[data-modal=submit]").click()
        await expect(modal.locator("[data-error=voucher_value]")).to_contain_text("I can't read a number")
        await expect(modal.locator("[data-error]:not(:empty)")).to_have_count(1)
        await expect(page.locator("#main .message")).to_have_count(0)

        await modal.locator("[data-block-id=voucher_value] input").fill("S$5")
        await modal.locator("[data-modal=submit]").click()
        await expect(page.locator("#modal")).to_be_hidden()
        answer = page.locator("#main .message")
        await expect(answer).to_contain_text("SMS part")
        await expect(answer.locator("pre").first).to_contain_text("S$5 off")


async def test_a_thumb_down_asks_why_and_is_thanked(browser: Any, office: Office) -> None:
    async with visiting(browser, office.slack, "app") as page:
        await says(page, CART)
        thumb = page.locator("#thread [data-action-id=feedback][data-value^=bad]")
        await thumb.click()
        modal = page.locator("#modal[data-callback-id=reason_form]")
        await modal.locator("[data-modal=submit]").click()
        await expect(modal.locator("[data-error=reason]")).not_to_be_empty()
        await modal.get_by_label("Not our voice").check()
        await modal.locator("textarea").fill("We never say “cart”")
        await modal.locator("[data-modal=submit]").click()
        await expect(page.locator(".message.is-ephemeral")).to_contain_text("Thank you")
        await expect(thumb).to_have_attribute("aria-pressed", "true")
        await office.jobs_done()
    assert {signal.kind for signal in await office.signals()} == {"feedback", "reason"}


async def test_a_file_is_taken_in_with_progress_and_a_report(browser: Any, office: Office) -> None:
    lines = [json.dumps(CAMPAIGN), json.dumps({**CAMPAIGN, "campaign_id": "C-9002", "audience": "everybody"})]
    file = {"name": "campaigns.jsonl", "mimeType": "application/json", "buffer": "\n".join(lines).encode()}
    async with visiting(browser, office.slack, "app") as page:
        composer = page.locator("[data-composer=channel]")
        await composer.locator("[data-tool=file]").set_input_files(file)
        await composer.locator("[data-tool=send]").click()
        thread = page.locator("#thread")
        await expect(thread).to_contain_text("1 row of campaigns taken from campaigns.jsonl, 1 left out.")
        await expect(thread).to_contain_text("“everybody” is none of")
        rejected = thread.locator(".file[data-name^=rejected]")
        await rejected.locator("summary").click()
        await expect(rejected).to_contain_text("C-9002")
        await says(page, "C-9001")
        await expect(thread).to_contain_text("Your usual beans are roasted on Tuesday.")
    told = [call.args["text"] for call in office.slack.calls("chat.postMessage")]
    assert any(text.startswith("Fetching campaigns.jsonl") for text in told)


async def test_home_leads_to_a_fix_and_to_the_settings(browser: Any, office: Office) -> None:
    async with visiting(browser, office.slack, "home") as page:
        home = page.locator("#main")
        await expect(home).to_contain_text("Kopi Lorong")
        await home.locator(f"[data-action-id=fix][data-value={WEAK}]").click()
        dm = page.locator(f"[data-nav=channel][data-channel={office.dm}]")
        await expect(dm.locator(".unread")).to_be_attached()
        await dm.click()
        answer = page.locator("#main .message")
        await expect(answer).to_contain_text(WEAK)
        await expect(answer.locator("blockquote")).to_contain_text("COFFEE LOVERS")

        await page.locator("[data-tab=home]").click()
        await home.locator("[data-action-id=home_settings]").click()
        modal = page.locator("#modal[data-callback-id=settings_form]")
        zone = modal.locator("[data-block-id=time_zone] input")
        await zone.fill("Nowhere")
        await modal.locator("[data-modal=submit]").click()
        await expect(modal.locator("[data-error=time_zone]")).not_to_be_empty()
        await zone.fill("Singapore")
        await modal.locator("[data-block-id=digest_channel] select").select_option("C_MARKETING")
        await modal.locator("[data-modal=submit]").click()
        await expect(home).to_contain_text("Asia/Singapore")
    async with visiting(browser, office.slack, "home", user="U_BEN") as page:
        await expect(page.locator("#main")).to_contain_text("Asia/Singapore")
        await expect(page.locator("[data-action-id=home_settings]")).to_have_count(0)


async def test_somebodys_message_is_improved_in_a_window_and_sent_to_its_thread(
    browser: Any, office: Office
) -> None:
    await office.slack.person("U_BEN").says("C_MARKETING", DRAFT)
    async with visiting(browser, office.slack, "C_MARKETING") as page:
        message = page.locator("#main .message")
        await message.hover()
        await message.locator("[data-tool=more]").click()
        await page.locator("[data-shortcut=improve_message]").click()
        modal = page.locator("#modal[data-callback-id=result_form]")
        await expect(modal).to_contain_text("Vague incentive")
        await expect(message.locator("[data-thread]")).to_have_count(0)  # only this person has seen it
        body = modal.locator("[data-block-id=body] textarea")
        await body.fill(f"{await body.input_value()} – Kopi Lorong")
        await modal.locator("[data-modal=submit]").click()
        await expect(page.locator("#modal")).to_be_hidden()
        await message.locator("[data-thread]").click()
        sent = page.locator("#thread .message").last
        await expect(sent).to_contain_text("From @Ana Tan: A better version")
        await expect(sent.locator("pre").last).to_contain_text("– Kopi Lorong")
