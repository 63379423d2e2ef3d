"""The week's digest as people see it in the browser, on a desk and on a phone, by day and by night."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.slack.digest import on_digest_due
from store.digests import planned_digest
from store.workspaces.settings import change_workspace
from tests.handlers.slack.office import NOW, SHOP, Office
from tests.playground.browsing import expect, says, visiting
from tests.playground.test_tour import browser, office

__all__ = ["browser", "office"]
pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOM = "C_MARKETING"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.pace._EVERY", 0.0)


async def post(office: Office) -> None:
    """The digest, in #marketing."""
    wants = {"digest_channel": ROOM, "updated_at": NOW - timedelta(days=9)}
    async with office.database.session() as session:
        await change_workspace(session, team_id="T_DEMO", values=wants)
        plan = await planned_digest(session, merchant_id=SHOP)
    assert plan
    await on_digest_due(plan, "2026-W47", inbox=office.served.slack.jobs)
    await office.jobs_done()


async def test_it_is_read_applied_and_ticked_in_the_channel(browser: Any, office: Office) -> None:
    await post(office)
    async with visiting(browser, office.slack, ROOM) as page:
        digest = page.locator("#main .message", has_text="to fix, worth about")
        await expect(digest).to_contain_text("5 messages to fix, worth about")
        for picture in await digest.locator("img.picture").all():
            await picture.scroll_into_view_if_needed()
            width = await picture.evaluate("one => one.decode().then(() => one.naturalWidth)")
            assert width == 1080
        assert await digest.locator("img.picture").count() == 2

        await digest.locator("[data-action-id=digest_apply][data-value='1']").click()
        await expect(digest).to_contain_text("Used by @Ana Tan · ")
        await expect(digest.locator("[data-action-id=digest_apply]")).to_have_count(4)

        for box in ("2", "4"):
            await digest.locator(f"[data-action-id=digest_pick] input[value='{box}']").check()
        await digest.locator("[data-action-id=digest_apply_picked]").click()
        await expect(digest.locator("[data-action-id=digest_apply]")).to_have_count(2)
        await expect(digest.locator("[data-action-id=digest_pick] input")).to_have_count(2)

        await digest.locator("[data-thread]").click()
        answers = page.locator("#thread .message")
        await expect(answers).to_have_count(6)
        await answers.nth(3).locator("[data-action-id=use]").click()  # the third item's
        await expect(digest.locator("[data-action-id=digest_apply]")).to_have_count(1)
        await office.jobs_done()


async def test_it_is_dismissed_with_a_reason(browser: Any, office: Office) -> None:
    await post(office)
    async with visiting(browser, office.slack, ROOM) as page:
        digest = page.locator("#main .message", has_text="to fix, worth about")
        await digest.locator("[data-action-id=digest_dismiss][data-value='5']").click()
        modal = page.locator("#modal[data-callback-id=reason_form]")
        await modal.get_by_label("We don't send this any more").check()
        await modal.locator("[data-modal=submit]").click()
        await expect(digest).to_contain_text("Turned down by @Ana Tan · ")
        await office.jobs_done()


async def test_anybody_sees_it_now_with_one_command(browser: Any, office: Office) -> None:
    async with visiting(browser, office.slack, "app") as page:
        await says(page, "/crm digest")
        preview = page.locator("#main .message").last
        await expect(preview).to_contain_text("only you see it")
        await expect(preview.locator("[data-action-id=fix]")).to_have_count(5)
        await expect(preview.locator("img.picture")).to_have_count(2)
        await office.jobs_done()
