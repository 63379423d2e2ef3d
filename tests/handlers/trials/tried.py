"""A shop with a past, an answer to one of its campaigns, and what the logs say of a trial's arms."""

from datetime import UTC, datetime
from typing import Any

from agents.trials.types import Wanted
from agents.types import Draft, Merchant, Message, Suggestion, Variant
from handlers.trials.keeping import draw_up, keep_trial
from handlers.trials.proposing import proposal_of, usual_of
from handlers.trials.types import Asked
from store import models
from store.database import Database
from store.rows import TrialRow
from store.upsert import upsert
from tests.store.seed import add_campaign, add_merchant

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
SHOP = Merchant(id="m1", name="Shop m1", market="MY")
DRAFT = Draft(
    id="C-7",
    merchant=SHOP,
    audience="new_buyers",
    channel="push",
    title="Title C-7 of m1",
    body="Body C-7 of m1",
)
REWRITE = Message(title="Better", body="A better body")
ANSWER = Suggestion(
    id="s1",
    outcome="rewritten",
    message=REWRITE,
    variants=(Variant(intent="warmer", title="Warm", body="A warmer body"),),
)


async def add_past(database: Database, *merchants: str) -> None:
    """Shops whose campaign C-7 has been clicked by 8 % of 16,000 readers, lately."""
    async with database.session() as session:
        for merchant_id in merchants:
            await add_merchant(session, merchant_id)
            await add_campaign(session, merchant_id, "C-7", offer=False)
    for merchant_id in merchants:
        await add_logs(database, merchant_id, "C-7", "", delivered=16_000, clicked=1_280, unsubscribe=160)


async def add_logs(
    database: Database, merchant_id: str, campaign_id: str, variant: str, **counts: Any
) -> None:
    """What one version of a campaign has brought by now."""
    row = {"merchant_id": merchant_id, "campaign_id": campaign_id, "variant": variant, "computed_at": NOW}
    async with database.session() as session:
        await upsert(session, models.VariantOutcome, [row | counts])


async def planned(database: Database, *, key: str = "k1", **wanted: Any) -> TrialRow:
    """A trial of the answer, kept for the shop m1 and planned in the thread 1.0 of C1 by T-1."""
    proposal = proposal_of(SHOP, DRAFT, ANSWER)
    asked = Asked.model_validate(
        {
            "wanted": Wanted.model_validate({"lift": 0.2, "weekly": 6_000} | wanted),
            "team": "T-1",
            "place": {"channel": "C1", "thread": "1.0"},
        }
    )
    trial = draw_up(proposal, await usual_of(database, proposal), asked, key=key, now=NOW)
    await keep_trial(database, trial)
    return trial
