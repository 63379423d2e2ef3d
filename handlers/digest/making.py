"""A digest made from the history: what to fix first, each with its fix; what was adopted; what to draw."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.digest.ranking import ranked
from agents.digest.spread import spread_of
from agents.digest.trend import trend_of
from agents.digest.types import Candidate, Mark, Ranked, Spread, Standard
from agents.types import Draft, Merchant, Suggestion
from handlers.digest.adopting import adoptions
from handlers.digest.content import DigestContent, Item
from handlers.history import campaign_draft
from handlers.trials.effects import adopted_effects, effect_line
from store.database import Database
from store.digests import (
    segment_scores_of_all,
    segment_standards,
    sent_templates,
    settled_groups,
    told_groups,
)
from store.rows import SegmentStandard, SentTemplate

_ITEMS, _LOOKED_AT, _PANELS = 5, 15, 2  # a taller picture is made small by Slack
_REMEMBERED = 4  # digests in which a template is not told of again
_ENOUGH_SHOPS = 3  # with strong templates: what fewer reach would be told of them
_HALF = 0.5  # percentile: who does better than the middle is no underperformer
Fix = Callable[[Draft], Awaitable[Suggestion | None]]


@dataclass(frozen=True)
class Asked:
    """Whose digest of which week; `team` is the workspace it is for, None for nobody's, `zone` its clock."""

    merchant: Merchant
    week: str
    zone: str
    team: str | None = None


@dataclass(frozen=True)
class _Known:
    """What the history has for a digest: all that was sent, and what of it is worth a fix."""

    sent: Sequence[SentTemplate]
    standards: Mapping[str, Standard]
    found: Sequence[Ranked]
    again: int


async def make_digest(database: Database, asked: Asked, *, now: datetime, fix: Fix) -> DigestContent:
    """Choose what this week's digest says. `fix` answers the draft of a campaign.

    A template for which there is no better version is left out; one of the next takes its place.
    """
    merchant = asked.merchant
    known = await _known(database, asked, now)
    items = await _fixed(database, merchant, known.found[:_LOOKED_AT], fix)
    dated = ((row.first_sent, row.delivered, row.mean_score) for row in known.sent if row.first_sent)
    return DigestContent(
        shop=merchant.name,
        market=merchant.market,
        week=asked.week,
        scored=len(known.sent),
        items=tuple(items),
        again=known.again,
        adopted=await adoptions(database, merchant.id, team=asked.team, now=now),
        effects=await _effects(database, asked),
        spreads=await _spreads(database, merchant.id, items, known),
        trend=trend_of(dated, week=asked.week, zone=asked.zone),
    )


async def _effects(database: Database, asked: Asked) -> tuple[str, ...]:
    found = await adopted_effects(database, asked.merchant.id, team=asked.team)
    return tuple(effect_line(effect) for effect in found)


async def _known(database: Database, asked: Asked, now: datetime) -> _Known:
    shop = asked.merchant.id
    async with database.session() as session:
        sent = await sent_templates(session, merchant_id=shop)
        reached = [_standard(row) for row in await segment_standards(session, merchant_id=shop)]
        told = await told_groups(session, merchant_id=shop, before=asked.week, digests=_REMEMBERED)
        settled = await settled_groups(session, merchant_id=shop)
    standards = {standard.audience: standard for standard in reached if standard is not None}
    weak = [_candidate(row) for row in sent if row.percentile is not None and row.percentile < _HALF]
    found, again = ranked(weak, standards, told=told, settled=settled, now=now)
    return _Known(sent, standards, found, again)


async def _fixed(database: Database, merchant: Merchant, found: Sequence[Ranked], fix: Fix) -> list[Item]:
    items: list[Item] = []
    for one in found:
        draft = await campaign_draft(database, one.candidate.campaign_id, merchant=merchant)
        item = _item(one, draft, await fix(draft))
        items += [item] if item else []
        if len(items) == _ITEMS:
            break
    return items


def _item(one: Ranked, draft: Draft, suggestion: Suggestion | None) -> Item | None:
    """The template with its fix; None if nothing is wrong with its words, or nothing better is known."""
    if suggestion is None:
        return None
    fix, errors = suggestion.message, suggestion.errors
    if fix is None or fix == draft.message or not errors:
        return None
    first = next((error for error in errors if error.type == suggestion.primary_error), errors[0])
    told = {
        "channel": draft.channel,
        "sent": draft.message,
        "suggestion_id": suggestion.id,
        "fault": first.type,
        "why": first.feedback,
        "fix": fix,
        "question": next(iter(suggestion.questions), ""),
    }
    return Item.model_validate(told | _measured(one))


def _measured(one: Ranked) -> dict[str, object]:
    names = ("campaign_id", "audience", "delivered", "score", "low", "high", "percentile")
    return {
        **{name: getattr(one.candidate, name) for name in names},
        "shrunk_score": one.candidate.shrunk,
        "ranked_among": one.standard.templates,
        "standard": one.standard.score,
        "weekly": one.weekly,
        "gain": one.gain,
        "worse": one.worse,
    }


async def _spreads(
    database: Database,
    shop: str,
    items: Sequence[Item],
    known: _Known,
) -> tuple[Spread, ...]:
    """The segments in which most is to be gained, with all of the shop's templates marked."""
    gains: dict[str, float] = {}
    for item in items:
        gains[item.audience] = gains.get(item.audience, 0.0) + item.gain
    place = {item.campaign_id: number for number, item in enumerate(items, 1)}
    spreads = []
    for audience in sorted(gains, key=lambda name: -gains[name])[:_PANELS]:
        async with database.session() as session:
            scores = await segment_scores_of_all(session, merchant_id=shop, audience=audience)
        marks = [
            Mark(score=row.shrunk_score, position=place.get(row.campaign_id, 0))
            for row in known.sent
            if row.audience == audience
        ]
        spreads.append(spread_of(scores, known.standards[audience], marks))
    return tuple(spread for spread in spreads if spread is not None)


def _standard(row: SegmentStandard) -> Standard | None:
    """What strong templates reach, told of many shops or of this one alone."""
    reached = row.strong if row.strong_shops >= _ENOUGH_SHOPS else row.own
    if reached is None:
        return None
    return Standard(audience=row.audience, score=reached, templates=row.templates, shops=row.shops)


def _candidate(row: SentTemplate) -> Candidate:
    """A template of the history; without an interval, as good as any: it is never surely below."""
    unsure = float("inf")
    return Candidate(
        group=row.group_key,
        campaign_id=row.campaign_id,
        audience=row.audience,
        delivered=row.delivered,
        first_sent=row.first_sent,
        score=row.mean_score,
        low=row.score_low if row.score_low is not None else -unsure,
        high=row.score_high if row.score_high is not None else unsure,
        shrunk=row.shrunk_score,
        percentile=row.percentile or 0.0,
    )
