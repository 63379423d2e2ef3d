"""Driving the page in a real browser; whoever imports this is skipped without playwright or Chromium."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from playground import Playground

playwright = pytest.importorskip("playwright.async_api", reason="the page's tests need playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip("the page's tests need Chromium", allow_module_level=True)
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds: the machine may be busy
playwright.expect.set_options(timeout=PATIENCE)

Page = Any


@asynccontextmanager
async def open_browser() -> AsyncIterator[Any]:
    """Chromium, without a window."""
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        await browser.close()


@asynccontextmanager
async def visiting(
    browser: Any, slack: Playground, where: str = "", user: str = "U_ANA"
) -> AsyncIterator[Page]:
    """The page as somebody sees it; any error in it fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    await page.goto(f"{slack.url}/?as={user}#/{where}")
    await page.wait_for_selector("body[data-ready]")
    yield page
    await context.close()
    assert troubles == []


def expect(found: Any) -> Any:
    """What has to become true of a part of the page."""
    return playwright.expect(found)


async def says(page: Page, text: str, where: str = "channel") -> None:
    """Write into the composer of the channel or of the thread."""
    field = page.locator(f"[data-composer={where}] textarea")
    await field.fill(text)
    await field.press("Enter")
