"""From an answer to the trial that could be made of it, and what is known to plan it with."""

from agents.trials.types import Baseline, Pool
from agents.types import Draft, Merchant, Message, Suggestion
from handlers.trials.errors import NothingToTestError
from handlers.trials.types import Proposal, Rewrite, Usual
from handlers.words import taken_for
from store.database import Database
from store.rows import OutcomeRow
from store.trials import market_outcomes, own_outcomes, weekly_messages

_ENOUGH = 300  # messages, to go by their own rate
_ASSUMED = Baseline(rate=0.03, score=0.5, variance=1.5)
_LEAST_UNSUBSCRIBES = 0.0005


def proposal_of(
    merchant: Merchant, draft: Draft, suggestion: Suggestion, *, chosen: Message | None = None
) -> Proposal:
    """What an answer offers to be tested: what was `chosen` of it first, then its other versions.

    Raises `NothingToTestError`.
    """
    rewrites = [one for one in _versions(suggestion, chosen) if one.message != draft.message]
    if not rewrites:
        raise NothingToTestError
    known = taken_for(draft)
    return Proposal.model_validate(
        {
            "merchant": merchant,
            "original": draft.message,
            "rewrites": rewrites,
            "audience": known.audience,
            "channel": known.channel,
            "campaign_id": draft.id,
            "suggestion_id": suggestion.id,
        }
    )


def _versions(suggestion: Suggestion, chosen: Message | None) -> list[Rewrite]:
    own = [Rewrite(message=suggestion.message)] if suggestion.message else []
    own += [Rewrite(intent=variant.intent, message=variant.message) for variant in suggestion.variants]
    if chosen is None:
        return own
    first = next((one for one in own if one.message == chosen), Rewrite(message=chosen))
    return [first, *(one for one in own if one.message != chosen)]


async def usual_of(database: Database, proposal: Proposal) -> Usual:
    """The campaign's own figures, else the shop's in this segment, else the market's, else an assumption."""
    about = {"merchant_id": proposal.merchant.id, "audience": proposal.audience}
    shop, channel, campaign = about["merchant_id"], proposal.channel, proposal.campaign_id
    async with database.session() as session:
        own = await own_outcomes(session, **about, campaign_id=campaign) if campaign else None
        found = [
            ("campaign", own),
            ("shop", await own_outcomes(session, **about, channel=channel)),
            ("shop", await own_outcomes(session, **about)),
            ("market", await market_outcomes(session, **about)),
        ]
        weekly = await weekly_messages(session, merchant_id=shop, channel=channel)
        weekly = weekly or await weekly_messages(session, merchant_id=shop)
    known = [
        _baseline(source, row) for source, row in found if row and row.delivered >= _ENOUGH and row.clicked
    ]
    pools = (Pool(audience=other, weekly=n) for other, n in weekly.items() if other != proposal.audience)
    return Usual(
        baseline=known[0] if known else _ASSUMED, weekly=weekly.get(proposal.audience), pools=tuple(pools)
    )


def _baseline(source: str, row: OutcomeRow) -> Baseline:
    mean = row.score_sum / row.delivered
    return Baseline.model_validate(
        {
            "rate": row.clicked / row.delivered,
            "score": mean,
            "variance": max(row.score_squares / row.delivered - mean * mean, 0.0),
            "unsubscribes": max(row.unsubscribe / row.delivered, _LEAST_UNSUBSCRIBES),
            "delivered": row.delivered,
            "source": source,
        }
    )
