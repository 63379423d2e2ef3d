"""What `evals.copilot` measures: the tools at an address, with a stopwatch on the pipeline behind them."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from agents.types import Draft, Merchant, Suggestion
from bot.app import open_history
from bot.copilot import copilot_desk, open_site
from bot.mind import open_mind
from bot.settings import Settings
from bot.transports import bind, open_web
from bot.web import bare_site
from evals.files import DEMO_DAY
from handlers.copilot.caller import Caller
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.http import MCP_PATH
from handlers.copilot.identities import digest_of
from handlers.slack.desk import Converse, Conversing
from handlers.talk import Answer, Talk
from handlers.tenant import Tenant
from store.calls import list_calls
from store.database import Database
from store.demo.seed import seed
from store.merchants import get_merchant
from store.tokens import save_token

FIELDS = {"title", "body", "audience", "channel", "product", "voucher", "language"}
_SHOP, _TOKEN = "m02", "crm_of_nobody"


@dataclass
class Stopwatch:
    """Conversations that note how long each draft was with the pipeline, by its words."""

    converse: Converse
    seconds: dict[str, float] = field(default_factory=dict)

    def __call__(self, *, today: date, tenant: Tenant) -> Conversing:  # noqa: ARG002 - the protocol's
        """A conversation that is timed, on the day of the demo."""
        return _Timed(self.converse(today=DEMO_DAY, tenant=tenant), self.seconds)


@dataclass(frozen=True)
class _Timed:
    inner: Conversing
    seconds: dict[str, float]

    async def answer(self, text: str, talk: Talk) -> Answer:
        return await self.inner.answer(text, talk)

    async def take(self, draft: Draft, talk: Talk) -> Answer:
        started = perf_counter()
        try:
            return await self.inner.take(draft, talk)
        finally:
            self.seconds[draft.body] = perf_counter() - started


@dataclass(frozen=True)
class Bench:
    """The tools at an address, and the pipeline behind them."""

    url: str
    watch: Stopwatch
    caller: Caller
    desk: CopilotDesk

    async def bare(self, drafts: Sequence[Draft]) -> list[tuple[float, Suggestion]]:
        """Every draft with the pipeline alone, at the same moment."""

        async def one(draft: Draft) -> tuple[float, Suggestion]:
            started = perf_counter()
            talking = self.watch.converse(today=DEMO_DAY, tenant=self.caller.tenant)
            reply, _ = await talking.take(draft, Talk())
            assert reply.suggestion is not None  # noqa: S101 - what is taken is answered
            return perf_counter() - started, reply.suggestion

        return list(await asyncio.gather(*map(one, drafts)))

    async def called(
        self, drafts: Sequence[Draft], callers: int, *, apart: float = 0
    ) -> list[dict[str, Any]]:
        """Every draft over HTTP, by so many callers in another process, who come `apart` seconds."""
        how = {"url": self.url, "token": _TOKEN, "callers": callers, "apart": apart}
        fields = (draft.model_dump(mode="json", include=FIELDS, exclude_none=True) for draft in drafts)
        lines = "".join(f"{json.dumps(line)}\n" for line in (how, *fields))
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "evals.copilot_caller")
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=1 << 28)
        out, _ = await process.communicate(lines.encode())
        told: list[dict[str, Any]] = json.loads(out)
        return told

    async def written(self) -> int:
        """How many calls the audit holds that ended well."""
        await self.desk.audit.settled()
        async with self.desk.database.session() as session:
            calls = await list_calls(session, merchant_id=_SHOP, limit=10**6)
        return sum(call.outcome == "ok" for call in calls)


@asynccontextmanager
async def open_bench(folder: Path) -> AsyncIterator[Bench]:
    """The demo history served as `python -m bot mcp --http` does it, until the end of the block."""
    given: dict[str, Any] = {"data_dir": folder, "database_url": "", "calls_per_minute": 10**6}
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg] # pydantic's own
    async with AsyncExitStack() as stack:
        async with open_history(settings, create=True) as database:
            await seed(database, folder, now=_now())
        mind = await stack.enter_async_context(open_mind(settings))
        caller = await _allowed(mind.database)
        bound = stack.enter_context(bind(settings.host, 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        watch = Stopwatch(mind.converse)
        desk = copilot_desk(settings, mind.brain, watch, mind.database)
        site = open_site(settings, desk, address=address)
        web = bare_site(site.routes, health=_well, running=site.running)
        await stack.enter_async_context(open_web(web, bound))
        yield Bench(f"{address}{MCP_PATH}", watch, caller, desk)


async def _allowed(database: Database) -> Caller:
    """A token of the shop, and who calls with it."""
    async with database.session() as session:
        await save_token(
            session,
            token_id="T-bench",  # noqa: S106 - its name
            digest=digest_of(_TOKEN),
            merchant_id=_SHOP,
            name="a bench",
            scopes=["read"],
            time_zone="UTC",
            expires_at=None,
            now=_now(),
        )
        shop = await get_merchant(session, merchant_id=_SHOP)
    assert shop is not None  # noqa: S101 - it is of the demo
    tenant = Tenant(merchant=Merchant(id=shop.id, name=shop.name, market=shop.market), name="a bench")
    return Caller(who="T-bench", via="token", tenant=tenant, scopes=frozenset({"read"}))


async def _well() -> dict[str, bool]:
    return {"ok": True}


def _now() -> datetime:
    return datetime(DEMO_DAY.year, DEMO_DAY.month, DEMO_DAY.day, 2, tzinfo=UTC)
