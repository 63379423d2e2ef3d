"""`rewrite`: one draft, a campaign of the history, or a file of drafts."""

from pathlib import Path

from bot.cli import draft_options as o
from bot.cli.drafts import Given
from bot.cli.errors import run
from bot.cli.options import (
    AudienceOption,
    ChannelOption,
    JsonOption,
    MerchantOption,
    TodayOption,
    day_or_today,
)
from bot.cli.rewriting import Job, rewrite_one

EXAMPLES = """Examples:

python -m bot rewrite "We miss you! Come back for a treat 🎁" --audience "abandoned cart" --channel push
--voucher "S$5 off, min S$35, until 30 Nov"

python -m bot rewrite --campaign C-032 --merchant "Kopi Lorong"

python -m bot rewrite --batch drafts.jsonl --out answers.jsonl

pbpaste | python -m bot rewrite - --json
"""


def rewrite(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    text: o.Text = None,
    campaign: o.CampaignId = None,
    batch: o.BatchFile = None,
    out: o.OutFile = None,
    audience: AudienceOption = None,
    channel: ChannelOption = None,
    title: o.Title = None,
    product: o.ProductName = None,
    category: o.Category = None,
    merchant: MerchantOption = None,
    market: o.Market = None,
    language: o.Language = None,
    voucher: o.VoucherText = None,
    voucher_type: o.VoucherKind = None,
    value: o.Value = None,
    currency: o.Currency = None,
    min_spend: o.MinSpend = None,
    expires: o.Expires = None,
    engine: o.EngineName = None,
    workers: o.Workers = 0,
    today: TodayOption = None,
    seed: o.Seed = 0,
    as_json: JsonOption = False,
) -> None:
    """Rewrite a draft, a campaign or a file of drafts, and say why."""
    offer = {"voucher": voucher, "voucher_type": voucher_type, "value": value, "currency": currency}
    limits = {"min_spend": min_spend, "expires": expires, "market": market, "language": language}
    about = {"audience": audience, "channel": channel, "title": title}
    goods = {"product": product, "category": category}
    given = Given.model_validate(about | goods | offer | limits)
    how = {"merchant": merchant, "engine": engine, "seed": seed, "as_json": as_json, "workers": workers}
    job = Job.model_validate(how | {"given": given, "today": day_or_today(today)})
    run(lambda: _batch(job, batch, out) if batch else rewrite_one(job, text, campaign))


async def _batch(job: Job, source: Path, out: Path | None) -> None:
    from bot.cli.batching import rewrite_batch  # noqa: PLC0415 - keeps `--help` quick

    await rewrite_batch(job, source, out)
