"""The card in a browser, hosted as clients host it: with a real answer, in light and in dark."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from handlers.copilot.card import CARD_URI, card_html
from handlers.copilot.desk import CopilotDesk
from tests.handlers.copilot.conftest import OFFER, Assistant
from tests.handlers.copilot.host import HOST
from tests.playground.browsing import expect, open_browser

pytestmark = pytest.mark.asyncio(loop_scope="module")
EVIL = "</script><img src=x onerror=alert(1)><b>bold</b>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Any]:
    async with open_browser() as browser:
        yield browser


async def hosted(browser: Any, result: dict[str, Any], theme: str = "light") -> Any:
    """A page with the card in it, showing a result."""
    page = await browser.new_page(viewport={"width": 680, "height": 1_000}, color_scheme=theme)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("request", lambda request: page.errors.append(request.url) if "://" in request.url else None)
    await page.set_content(HOST)
    await page.evaluate(
        "([html, result, theme]) => open_app(html, result, theme)", [card_html(), result, theme]
    )
    return page


async def result_of(assistant: Assistant, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await assistant.call(tool, **arguments)
    return dict(result.model_dump(mode="json", by_alias=True, exclude_none=True))


async def test_the_card_is_bound_to_the_tools_that_have_one(desk: CopilotDesk) -> None:
    async with Assistant(desk) as assistant:
        tools = (await assistant.client.list_tools()).tools
        bound = {tool.name: tool.meta["ui"]["resourceUri"] for tool in tools if tool.meta}
        assert bound == dict.fromkeys(("rewrite_message", "list_underperforming"), CARD_URI)
        (page,) = (await assistant.client.read_resource(CARD_URI)).contents
    assert page.mime_type == "text/html;profile=mcp-app"
    assert page.text == card_html()  # type: ignore[union-attr]


async def test_the_page_loads_nothing_from_anywhere() -> None:
    html = card_html()
    assert not [
        word for word in ("http://", "https://", "src=", "@import", "fetch(", "innerHTML") if word in html
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_an_answer_is_shown_and_can_be_told_differently(
    browser: Any, assistant: Assistant, theme: str
) -> None:
    result = await result_of(assistant, "rewrite_message", **OFFER)
    page = await hosted(browser, result, theme)
    card = page.frame_locator("#app").locator("main")
    await expect(card).to_contain_text(result["structuredContent"]["message"]["body"])
    await expect(card).to_contain_text("Why the draft is weak")
    background = (
        await page.frame_locator("#app").locator("body").evaluate("b => getComputedStyle(b).backgroundColor")
    )
    assert (background == "rgb(23, 28, 26)") is (theme == "dark")
    shorter = await result_of(
        assistant, "rewrite_message", suggestion_id=result["structuredContent"]["id"], wishes=["shorter"]
    )
    await page.evaluate("answer => { window.answer = answer }", shorter)
    await card.get_by_role("button", name="Shorter").click()
    await expect(card).to_contain_text(shorter["structuredContent"]["message"]["body"])
    (call,) = await page.evaluate("window.called")
    assert call["arguments"] == {"suggestion_id": result["structuredContent"]["id"], "wishes": ["shorter"]}
    assert page.errors == []
    assert "ui/notifications/size-changed" in await page.evaluate("window.heard")
    await page.close()


async def test_campaigns_are_shown_each_with_a_fix(browser: Any, assistant: Assistant) -> None:
    result = await result_of(assistant, "list_underperforming", limit=3)
    page = await hosted(browser, result)
    card = page.frame_locator("#app").locator("main")
    await expect(card.get_by_role("button", name="Fix")).to_have_count(3)
    await card.get_by_role("button", name="Fix").first.click()
    (call,) = await page.evaluate("window.called")
    assert call == {
        "name": "rewrite_message",
        "arguments": {"campaign_id": result["structuredContent"]["campaigns"][0]["campaign_id"]},
    }
    await page.close()


async def test_words_from_outside_stay_words(browser: Any, assistant: Assistant) -> None:
    result = await result_of(
        assistant, "rewrite_message", body=f"{EVIL} come back for a treat", audience="new_buyers"
    )
    value = result["structuredContent"]
    value |= {"message": {"title": EVIL, "body": EVIL}, "questions": [EVIL]}
    page = await hosted(browser, result)
    card = page.frame_locator("#app").locator("main")
    await expect(card).to_contain_text(EVIL)
    assert await card.locator("img").count() == 0
    assert page.errors == []
    await page.close()


async def test_a_refusal_is_told_in_words(browser: Any, assistant: Assistant) -> None:
    page = await hosted(browser, await result_of(assistant, "rewrite_message"))
    await expect(page.frame_locator("#app").locator("main")).to_contain_text("exactly one of")
    await page.close()
