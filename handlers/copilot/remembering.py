"""What the history says as text: audiences and campaigns."""

from agents.types import Draft
from handlers.copilot.telling import listed
from handlers.copilot.types import CampaignsResult, SegmentResult
from handlers.talk import CampaignFigures, CampaignLine
from handlers.words import CHANNEL, SEGMENT

_PATTERNS = 8


def segment_text(found: SegmentResult) -> str:
    """An audience in words, with what was measured."""
    parts = [
        f"{_capital(found.plain_name)} ({found.audience}): {found.truth}. {found.tone}",
        listed("A message may", found.may),
        listed("It may not", found.may_not),
    ]
    if (contrast := found.contrast) is None:
        return "\n\n".join(
            (*parts, "There is not enough history yet to say what strong messages do differently.")
        )
    whose = "this shop's own" if contrast.scope == "own" else "several shops'"
    measured = (
        f"{pattern.label}: {pattern.share_strong:.0%} of strong, {pattern.share_weak:.0%} of weak messages "
        f"(difference {pattern.lift_low:+.0%} to {pattern.lift_high:+.0%})"
        for pattern in contrast.patterns[:_PATTERNS]
    )
    basis_of = f"Measured on {whose} {contrast.n_strong} strong and {contrast.n_weak} weak messages"
    return "\n\n".join(part for part in (*parts, contrast.summary, listed(basis_of, measured)) if part)


def campaigns_text(found: CampaignsResult) -> str:
    """Campaigns, a paragraph each."""
    if not found.campaigns:
        return (
            "No campaign is in the bottom quarter of its segment, or none whose figures are in yet. "
            "Nothing needs a fix."
        )
    return "\n\n".join((*map(_line, found.campaigns), "rewrite_message takes a campaign_id to fix one."))


def _line(line: CampaignLine) -> str:
    """One campaign with its figures and words."""
    score = "no figures yet" if line.score is None else f"score {line.score:.2f}"
    place = f", better than {line.percentile:.0%}" if line.percentile is not None else ""
    whom = SEGMENT.get(line.audience, line.audience)
    return (
        f"{line.campaign_id}: {score}{place}, {line.delivered:,} delivered, {whom.lower()}, "
        f"{CHANNEL.get(line.channel, line.channel)}\n{line.message.text}"
    )


def campaign_text(draft: Draft, figures: CampaignFigures | None) -> str:
    """A campaign of the history: what was sent, with its offer, and how it did."""
    whom = SEGMENT[draft.audience].lower() if draft.audience else "everybody"
    where = CHANNEL[draft.channel] if draft.channel else "message"
    about = (
        [
            f"Product: {draft.product.name}"
            + (f" ({draft.product.category})" if draft.product.category else "")
        ]
        if draft.product
        else []
    )
    offer = [f"Voucher: {_voucher(draft)}"] if draft.voucher else []
    return "\n\n".join(
        (
            f"Campaign {draft.id}: {where} to {whom}",
            draft.message.text,
            "\n".join((*about, *offer, _figures(figures))),
        )
    )


def _voucher(draft: Draft) -> str:
    assert draft.voucher is not None  # noqa: S101 - asked before
    fields = draft.voucher.model_dump(exclude_none=True, mode="json")
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in fields.items())


def _figures(figures: CampaignFigures | None) -> str:
    if figures is None or figures.score is None:
        return "No figures yet: the logs of this campaign are not in."
    quarter = f", the {figures.quarter} quarter" if figures.quarter else ""
    place = (
        f"; better than {figures.percentile:.0%} of {figures.ranked_among}{quarter}"
        if figures.percentile is not None
        else ""
    )
    mean = (
        f"; the shop's average here is {figures.segment_mean:.2f}" if figures.segment_mean is not None else ""
    )
    return f"Engagement score {figures.score:.2f} over {figures.delivered:,} delivered messages{place}{mean}."


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
