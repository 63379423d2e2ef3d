"""The browser page, driven in a real browser against the real workspace and a tiny Bolt app."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from playground import Playground, ui
from playground.world import ephemerals, messages, views
from tests.playground.browsing import expect, open_browser, says, visiting
from tests.playground.gallery import EVERY_BLOCK, HOSTILE
from tests.playground.tiny import Tiny, form, manifest, tiny_app

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with open_browser() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def slack(tmp_path: Path) -> AsyncIterator[Playground]:
    async with Playground(manifest(tmp_path), routes=ui.routes) as slack:
        yield slack


@pytest_asyncio.fixture(loop_scope="module")
async def app(slack: Playground) -> AsyncIterator[Tiny]:
    async with tiny_app(slack) as app:
        yield app


async def test_a_draft_is_answered_in_its_thread_and_its_form_objects_until_it_is_right(
    browser: Any, slack: Playground, app: Tiny
) -> None:
    async with visiting(browser, slack) as page:
        await says(page, "Come back for a treat 🎁")
        thread = page.locator("#thread")
        await expect(thread.locator(".message")).to_have_count(2)
        await expect(thread.locator(".message").last).to_contain_text("Better: Come back for a treat 🎁")
        await expect(page.locator("#main [data-thread]")).to_contain_text("1 reply")

        await thread.locator("[data-action-id=edit]").click()
        modal = page.locator("#modal")
        await expect(modal.locator("textarea")).to_be_focused()
        await modal.locator("[data-modal=submit]").click()
        await expect(modal.locator("[data-error=body]")).to_have_text("Please fill in this field.")
        assert app.submitted == {}

        await modal.locator("textarea").fill("It is free")
        await modal.locator("[data-modal=submit]").click()
        await expect(modal.locator("[data-error=body]")).to_have_text("Nothing here is free.")
        await modal.locator("textarea").fill("Two lines,\nno promise")
        await modal.locator("select").select_option("sms")
        await modal.locator("[data-modal=submit]").click()
        await expect(modal).to_be_hidden()
        await expect(thread.locator(".message").last).to_contain_text("Saved: Two lines,\nno promise")
    assert app.submitted["body"]["value"] == "Two lines,\nno promise"
    assert app.submitted["channel"]["selected_option"]["value"] == "sms"


async def test_choices_thumbs_and_reactions_reach_the_app(browser: Any, slack: Playground, app: Tiny) -> None:
    async with visiting(browser, slack) as page:
        await says(page, "A draft")
        answer = page.locator("#thread .message").last
        await answer.locator("select[data-action-id=audience]").select_option("old")
        await answer.locator("[data-action-id=feedback][data-value=bad]").click()
        await expect(answer.locator("[data-value=bad]")).to_have_attribute("aria-pressed", "true")
        await answer.hover()
        await answer.locator("[data-tool=react]").click()
        await page.locator("[data-emoji=fire]").click()
        await expect(answer.locator("[data-reaction=fire]")).to_have_attribute("aria-pressed", "true")
        await answer.locator("[data-reaction=fire]").click()
        await expect(answer.locator("[data-reaction]")).to_have_count(0)
        await slack.until(lambda: len(app.heard) == 4)
    assert app.heard == ["audience old", "feedback bad", "reaction_added fire", "reaction_removed fire"]


@pytest.mark.usefixtures("app")
async def test_a_file_is_shared_with_words_and_answered(browser: Any, slack: Playground) -> None:
    async with visiting(browser, slack) as page:
        composer = page.locator("[data-composer=channel]")
        file = {"name": "sends.csv", "mimeType": "text/csv", "buffer": b'who,what\nAna,"a, b"\n'}
        await composer.locator("[data-tool=file]").set_input_files(file)
        await expect(composer.locator(".attachment")).to_contain_text("sends.csv")
        await says(page, "Last week's")
        shared = page.locator("#main .message", has_text="Last week's")
        await expect(shared.locator(".file[data-name='sends.csv']")).to_contain_text("CSV · 20 B")
        await shared.locator("summary").click()
        await expect(shared.locator("td").last).to_have_text("a, b")
        await expect(page.locator("#thread .message").last).to_contain_text("Got sends.csv")
        async with page.expect_download() as download:
            await shared.get_by_role("link", name="Download sends.csv").click()
        saved = await (await download.value).path()
        assert await asyncio.to_thread(Path(saved).read_bytes) == file["buffer"]


async def test_what_the_app_is_doing_is_shown_until_somebody_stops_it(
    browser: Any, slack: Playground, app: Tiny
) -> None:
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    await app.client.assistant_threads_setSuggestedPrompts(
        channel_id=dm, title="Begin", prompts=[{"title": "Try this", "message": "A first\ndraft"}]
    )
    ts = await ana.says(dm, "Think about this")
    await slack.until(lambda: len(slack.messages(dm, ts)) == 2)
    await app.client.assistant_threads_setStatus(
        channel_id=dm, thread_ts=ts, status="is thinking…", loading_messages=["Reading", "Comparing"]
    )
    async with visiting(browser, slack, f"{dm}/{ts}") as page:
        await expect(page.locator("#thread .status")).to_contain_text("Tiny is thinking")
        await expect(page.locator("#thread .loading-message")).to_have_text("Reading")
        await expect(page.locator(f"#main [data-thread='{ts}']")).to_contain_text("Tiny is thinking")
        await page.locator("[data-tool=stop]").click()
        await slack.until(lambda: app.heard == ["agent_session_stopped"])
        await app.client.assistant_threads_setStatus(channel_id=dm, thread_ts=ts, status="")
        await expect(page.locator("#thread .status")).to_be_empty()
        await page.locator("[data-prompt='0']").click()
        await expect(page.locator("#thread .message").last).to_contain_text("Better: A first\ndraft")


async def test_what_is_being_written_is_kept_and_sent_by_enter_with_its_line_breaks(
    browser: Any, slack: Playground
) -> None:
    async with visiting(browser, slack, "C_GENERAL") as page:
        field = page.locator("[data-composer=channel] textarea")
        await expect(field).to_be_focused()
        await page.keyboard.type("Hello @ch")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("second line")
        await page.locator("[data-nav=channel][data-channel=C_MARKETING]").click()
        await expect(field).to_have_value("")
        await page.locator("[data-nav=channel][data-channel=C_GENERAL]").click()
        await expect(field).to_have_value("Hello @Chi Nguyen \nsecond line")
        await field.press("Enter")
        await expect(page.locator("#main .message .mention")).to_have_text("@Chi Nguyen")
        await page.locator("[data-tool=invite]").click()
        await expect(page.locator("#main .message").last).to_contain_text("@Tiny has joined the channel")
        await expect(page.locator("[data-tool=invite]")).to_have_count(0)
    assert slack.messages("C_GENERAL")[0]["text"] == "Hello <@U_CHI> \nsecond line"


async def test_an_answer_taller_than_the_window_is_shown_from_its_first_line(
    browser: Any, slack: Playground
) -> None:
    channel = slack.world.channel("C_MARKETING")
    bot = {"user": "U_CRMAGENT", "bot_id": "BCRMAGENT", "text": "long"}
    for number in range(30):
        await slack.person("U_BEN").says("C_MARKETING", f"Message {number}")
    async with visiting(browser, slack, "C_MARKETING") as page:
        await expect(page.locator("#main .message").last).to_be_in_viewport()
        lines = [{"type": "section", "text": {"type": "plain_text", "text": f"Line {n}"}} for n in range(60)]
        answer = messages.post(slack.world, channel, {**bot, "blocks": lines})
        await expect(page.get_by_text("Line 0", exact=True)).to_be_in_viewport()
        await expect(page.get_by_text("Line 59", exact=True)).not_to_be_in_viewport()
        await page.get_by_text("Line 59", exact=True).scroll_into_view_if_needed()
        messages.change(slack.world, channel, answer["ts"], {"blocks": [*lines[:-1], lines[0]]})
        await expect(page.get_by_text("Line 58", exact=True)).to_be_in_viewport()
        await says(page, "Thanks")
        await expect(page.get_by_text("Thanks", exact=True)).to_be_in_viewport()


@pytest.mark.usefixtures("app")
async def test_the_apps_home_is_shown_and_its_button_opens_a_form(browser: Any, slack: Playground) -> None:
    async with visiting(browser, slack, "C_MARKETING") as page:
        await page.locator("[data-nav=home]").click()
        await expect(page.locator(".home")).to_contain_text("Welcome home")
        await page.locator(".home [data-action-id=edit]").click()
        await expect(page.locator("#modal h2")).to_have_text("Edit")
        await page.keyboard.press("Escape")
        await expect(page.locator("#modal")).to_be_hidden()
        await page.locator("[data-tab=about]").click()
        await expect(page.locator(".about")).to_contain_text("/tiny [words]")


@pytest.mark.usefixtures("app")
async def test_commands_complete_and_answer_for_one_pair_of_eyes(browser: Any, slack: Playground) -> None:
    async with visiting(browser, slack, "C_MARKETING") as page:
        field = page.locator("[data-composer=channel] textarea")
        await field.press_sequentially("/t")
        await expect(page.locator("[data-suggestion='/tiny']")).to_contain_text("[words]")
        await field.press("Tab")
        await field.press_sequentially("hello")
        await field.press("Enter")
        answer = page.locator(".message.is-ephemeral")
        await expect(answer).to_contain_text("You said hello")
        await expect(answer).to_contain_text("Only visible to you")
        await says(page, "/unknown thing")
        await expect(page.locator("[data-toast=error]")).to_contain_text("/unknown is not a command")
        await expect(field).to_have_value("/unknown thing")


@pytest.mark.usefixtures("app")
async def test_shortcuts_open_windows_that_change_while_they_are_open(
    browser: Any, slack: Playground
) -> None:
    await slack.person("U_BEN").says("C_MARKETING", "Look here")
    async with visiting(browser, slack, "C_MARKETING") as page:
        await page.locator("[data-tool=shortcuts]").click()
        await page.locator("[data-shortcut=begin]").click()
        await expect(page.locator("#modal h2")).to_have_text("Begin")
        await page.locator("[data-modal=close]").click()
        message = page.locator("#main .message", has_text="Look here")
        await message.hover()
        await message.locator("[data-tool=more]").click()
        await page.locator("[data-shortcut=look]").click()
        await expect(page.locator("#modal h2")).to_have_text("Seen")
        await expect(page.locator("#modal")).to_contain_text("Look here")
    assert slack.view("U_ANA") is not None


async def test_what_was_typed_stays_while_the_app_changes_and_stacks_windows(
    browser: Any, slack: Playground
) -> None:
    team = slack.team("T_DEMO")
    async with visiting(browser, slack) as page:
        view = views.open_modal(slack.world, team, "U_ANA", form("First"))
        await page.locator("#modal textarea").fill("half a thought")
        note = {"type": "section", "text": {"type": "plain_text", "text": "A note that came later"}}
        views.replace(slack.world, team, view, {**form("First"), "blocks": [note, *form()["blocks"]]})
        await expect(page.locator("#modal")).to_contain_text("A note that came later")
        await expect(page.locator("#modal textarea")).to_have_value("half a thought")
        await expect(page.locator("#modal textarea")).to_be_focused()
        views.push_modal(slack.world, team, "U_ANA", form("Second"))
        await expect(page.locator("#modal h2")).to_have_text("Second")
        await expect(page.locator("#modal textarea")).to_have_value("")
        await page.locator("[data-modal=back]").click()
        await expect(page.locator("#modal h2")).to_have_text("First")
        await expect(page.locator("#modal textarea")).to_have_value("half a thought")
        await page.locator("[data-modal=dismiss]").click()
        await expect(page.locator("#modal")).to_be_hidden()


async def test_every_kind_of_block_is_shown_and_an_unknown_one_says_so(
    browser: Any, slack: Playground
) -> None:
    bot = {"user": "U_CRMAGENT", "bot_id": "BCRMAGENT", "text": "every block"}
    messages.post(slack.world, slack.world.channel("C_MARKETING"), {**bot, "blocks": EVERY_BLOCK})
    async with visiting(browser, slack, "C_MARKETING") as page:
        shown = page.locator("#main .message").last
        assert await shown.locator(".unsupported").all_inner_texts() == []
        for block in EVERY_BLOCK:
            await expect(
                shown.locator(f"[data-block-id={block['block_id']}].block-{block['type']}")
            ).to_be_attached()
        formatted = shown.locator("[data-block-id=block-1]")
        for tag, text in {
            "strong": "bold",
            "em": "italic",
            "s": "gone",
            "code": "code",
            "blockquote": "quoted",
        }.items():
            await expect(formatted.locator(tag).first).to_have_text(text)
        await expect(formatted.locator("pre")).to_have_text("fenced *not bold*")
        await expect(formatted).to_contain_text("@Ben Lim #marketing @channel 🎉")
        await expect(formatted).to_contain_text("2*3*4 snake_case_name <b>")
        await expect(shown.locator("[data-block-id=block-3]")).to_contain_text("*as written* <!channel>")
        await expect(shown.locator("[data-block-id=block-8] tbody tr")).to_have_count(3)
        strange = {**bot, "blocks": [{"type": "hologram"}]}
        messages.post(slack.world, slack.world.channel("C_MARKETING"), strange)
        await expect(page.locator(".unsupported")).to_have_text("unsupported block: hologram")


async def test_what_somebody_wrote_never_becomes_part_of_the_page(browser: Any, slack: Playground) -> None:
    channel = slack.world.channel("C_MARKETING")
    bot = {"user": "U_CRMAGENT", "bot_id": "BCRMAGENT", "text": "fallback"}
    async with visiting(browser, slack, "C_MARKETING") as page:
        for text in HOSTILE:
            await slack.person("U_BEN").says("C_MARKETING", text)
            kinds = [
                {"type": "markdown", "text": text},
                {"type": "section", "text": {"type": "mrkdwn", "text": text}},
            ]
            messages.post(slack.world, channel, {**bot, "blocks": kinds})
            ephemerals.show(slack.world, channel, "U_ANA", {**bot, "text": text}, None)
        await expect(page.locator("#main .message")).to_have_count(3 * len(HOSTILE))
        await expect(page.locator("#main .message", has_text="<img src=x")).to_have_count(3)
        assert await page.locator("#main img, #main script, #main a[href^='javascript']").count() == 0
        assert await page.evaluate("document.body.dataset.broken") is None


async def test_the_page_catches_up_after_a_broken_line_and_follows_another_person(
    browser: Any, slack: Playground
) -> None:
    await slack.person("U_BEN").opens_dm()
    async with visiting(browser, slack, "C_MARKETING") as page:
        slack.world.feed.close()
        await slack.person("U_BEN").says("C_MARKETING", "While you were away")
        await expect(page.locator("#main .message").last).to_contain_text("While you were away")
        await slack.person("U_BEN").says("C_GENERAL", "Elsewhere")
        await expect(page.locator("[data-nav=channel][data-channel=C_GENERAL] .unread")).to_be_attached()
        await page.locator("#me").select_option("U_BEN")
        await page.locator("[data-nav=channel][data-channel=D_BEN]").click()
        await says(page, "It is Ben who writes")
        await expect(page.locator("#main .message").last).to_contain_text("Ben Lim")
