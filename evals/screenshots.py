"""The pictures of the README, taken of the real bot in the local workspace.

    python -m evals.screenshots [--out docs/screenshots]

It loads the demo history into a folder of its own, lets the demo's scene be played, and looks at the page in
Chromium: the answer to a draft, then the Home tab once that answer was used. About half a minute.
"""

import argparse
import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, async_playwright, expect
from pydantic import SecretStr

from bot.plan import plan
from bot.serving import open_served
from bot.settings import Settings
from playground import Playground, ui
from playground.scene import play_scene
from store.database import Database
from store.demo.seed import seed
from store.workspaces import connect_workspace, note_workspace

TEAM, SHOP = "T_DEMO", "m02"
_WIDTH, _HEIGHT, _ROOM = 1280, 800, 24  # pixels
_PATIENCE = 30_000  # milliseconds
_MOST = 300_000  # bytes: who reads the README on a train shall see them too
_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


@asynccontextmanager
async def opened_page() -> AsyncIterator[Page]:
    """A page in Chromium, which ends the program with a sentence where there is none."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("The pictures need Chromium; on Debian: apt install chromium")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=chromium, args=_OPTIONS)
        page = await browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme="light")
        page.set_default_timeout(_PATIENCE)
        expect.set_options(timeout=_PATIENCE)
        yield page
        await browser.close()


@asynccontextmanager
async def demo() -> AsyncIterator[Playground]:
    """The local workspace with the bot at work in it, connected to a shop of the demo history."""
    with TemporaryDirectory(prefix="crmagent-") as name:
        async with Playground(routes=ui.routes) as slack:
            settings = _settings(slack, Path(name))
            await _stock(settings)
            async with open_served(settings, plan(settings)):
                yield slack


def _settings(slack: Playground, folder: Path) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg] # the pictures show the demo, not whoever takes them
        data_dir=folder,
        database_url="",
        port=0,
        slack_api_url=slack.api_url,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
    )


async def _stock(settings: Settings) -> None:
    now = datetime.now(UTC)
    database = Database(settings.database)
    await database.upgrade()
    await seed(database, settings.data_dir, now=now)
    async with database.session() as session:
        await note_workspace(session, team_id=TEAM, name="Kopi Lorong", now=now)
        await connect_workspace(session, team_id=TEAM, merchant_id=SHOP, now=now)
    await database.close()


async def take_answer(page: Page, address: str, out: Path) -> None:
    """The draft on the left; its answer on the right, from the first line to the last button."""
    await page.goto(address)
    answer = page.locator("#thread .message").nth(1)
    await expect(answer.locator("[data-action-id=use]")).to_be_visible()
    await expect(page.locator("#main [data-thread]")).to_contain_text("1 reply")
    hidden = await answer.evaluate("one => one.offsetHeight - one.closest('.message-list').clientHeight")
    await page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT + hidden})
    await answer.evaluate("one => one.scrollIntoView({block: 'start'})")
    await page.screenshot(path=out)


async def take_home(page: Page, out: Path) -> None:
    """The Home tab, with something that was adopted."""
    await page.locator("#thread [data-action-id=use]").click()
    await expect(page.locator("#thread")).to_contain_text("Used by")
    await page.locator("[data-nav=home]").click()
    await expect(page.locator("#main .home")).to_contain_text("No figures yet")
    height = await page.locator("#main .home").evaluate("home => home.getBoundingClientRect().bottom")
    await page.set_viewport_size({"width": _WIDTH, "height": int(height) + _ROOM})
    await page.screenshot(path=out)


async def _run(out: Path) -> None:
    pictures = out / "answer.png", out / "home.png"
    async with demo() as slack, opened_page() as page:
        await take_answer(page, await play_scene(slack, today=datetime.now(UTC).date()), pictures[0])
        await take_home(page, pictures[1])
    for picture in pictures:
        size = picture.stat().st_size
        print(f"{picture}: {size // 1000} kB")
        if size > _MOST:
            sys.exit(f"{picture} is too large: at most {_MOST // 1000} kB.")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"))
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    asyncio.run(_run(out))


if __name__ == "__main__":
    main()
