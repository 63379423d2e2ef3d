"""The words people took, and what these brought once they were sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.joins import from_campaigns
from store.models import Answer, Campaign, Engagement, Suggestion, Template
from store.rows import AdoptedRow, EngagementRow
from store.tenancy import seen_by

_BLANK = " \t\r\n"
# Histories often keep only the day on which something was sent, in the shop's own time.
_A_DAY = timedelta(days=1)


async def adopted(
    session: AsyncSession, *, team_id: str, merchant_id: str, limit: int
) -> tuple[AdoptedRow, ...]:
    """The words this workspace took for this merchant, as suggested or edited, newest first.

    `before` is the engagement of the campaign that was the draft, where it was one. `after` is that
    of the merchant's newest other campaign sent since (or nobody knows when), with exactly these words,
    blanks around them aside, to the same audience, or to any where the draft named none; None until
    there is one.
    """
    same = and_(col(Suggestion.id) == Answer.suggestion_id, col(Suggestion.merchant_id) == Answer.merchant_id)
    query = (
        select(Answer, Suggestion)
        .join(Suggestion, same)
        .where(
            col(Answer.team_id) == team_id,
            col(Answer.merchant_id) == merchant_id,
            seen_by(team_id, Answer.merchant_id),
            # Edited words are gone when whoever wrote them was forgotten.
            or_(col(Answer.decision) == "used", col(Answer.final_body).is_not(None)),
        )
        .order_by(col(Answer.decided_at).desc(), col(Answer.channel), col(Answer.ts).desc())
        .limit(limit)
    )
    taken = [_taken(answer, suggestion) for answer, suggestion in await session.exec(query)]
    before = await _engagement_of(session, merchant_id, [row.campaign_id for row in taken if row.campaign_id])
    sent = await _sent(session, merchant_id, taken)
    return tuple([_with_figures(row, before, sent) for row in taken])


def _taken(answer: Answer, kept: Suggestion) -> AdoptedRow:
    """The row without figures; `campaign_id` is still the draft's own id, whatever that is."""
    words = _words(answer, kept)
    return AdoptedRow.of(
        answer,
        by=answer.decided_by,
        at=answer.decided_at,
        title=words.get("title"),
        body=words["body"],
        audience=kept.draft.get("audience"),
        channel=kept.draft.get("channel"),
        campaign_id=kept.draft.get("id"),
        before=None,
        sent_as=None,
        after=None,
    )


def _words(answer: Answer, kept: Suggestion) -> Mapping[str, Any]:
    """What was taken; where nothing was suggested, the draft was found good and taken as it is."""
    if answer.decision == "edited":
        return {"title": answer.final_title, "body": answer.final_body or ""}
    versions = [kept.suggestion.get("message") or kept.draft, *kept.suggestion.get("variants", ())]
    number = answer.version or 1
    words: Mapping[str, Any] = versions[number - 1 if number <= len(versions) else 0]
    return words


async def _engagement_of(
    session: AsyncSession, merchant_id: str, campaign_ids: Sequence[str]
) -> dict[str, EngagementRow | None]:
    """The campaigns of these ids that there are, with what they brought."""
    query = from_campaigns(col(Campaign.id), Engagement).where(
        col(Campaign.merchant_id) == merchant_id, col(Campaign.id).in_(campaign_ids)
    )
    return {id_: EngagementRow.of(brought) if brought else None for id_, brought in await session.exec(query)}


_Sent = tuple[Campaign, Template, Engagement]


async def _sent(session: AsyncSession, merchant_id: str, taken: Sequence[AdoptedRow]) -> list[_Sent]:
    """The merchant's campaigns with any of these words that have brought something, newest first."""
    texts = {(_trimmed(row.title), _trimmed(row.body)) for row in taken}
    alike = or_(false(), *(_says(title, body) for title, body in texts))
    query = from_campaigns(Campaign, Template, Engagement).where(
        col(Campaign.merchant_id) == merchant_id, col(Engagement.mean_score).is_not(None), alike
    )
    newest = query.order_by(
        col(Campaign.sent_at).desc().nulls_last(), col(Engagement.delivered).desc(), col(Campaign.id)
    )
    return list(await session.exec(newest))


def _says(title: str, body: str) -> ColumnElement[bool]:
    return and_(
        func.trim(Template.body, _BLANK) == body,
        func.trim(func.coalesce(Template.title, ""), _BLANK) == title,
    )


def _with_figures(
    row: AdoptedRow, before: Mapping[str, EngagementRow | None], sent: Sequence[_Sent]
) -> AdoptedRow:
    known = row.campaign_id if row.campaign_id in before else None
    row = replace(row, campaign_id=known, before=before.get(known or ""))
    for campaign, template, brought in sent:
        if _is(row, campaign, template):
            return replace(row, sent_as=campaign.id, after=EngagementRow.of(brought))
    return row


def _is(row: AdoptedRow, campaign: Campaign, template: Template) -> bool:
    """Whether this campaign is these words, sent after they were taken."""
    return (
        campaign.id != row.campaign_id
        and row.audience in (None, campaign.audience)
        and (campaign.sent_at is None or campaign.sent_at >= row.at - _A_DAY)
        and (_trimmed(template.title), _trimmed(template.body)) == (_trimmed(row.title), _trimmed(row.body))
    )


def _trimmed(text: str | None) -> str:
    return (text or "").strip(_BLANK)
