"""Digests to show."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from agents.digest.types import Mark, Spread, WeekMean
from agents.types import Message
from handlers.digest.content import Adoption, DigestContent, Item, Picture

MONDAY = date(2026, 11, 23)


def item(number: int = 1, **values: Any) -> Item:
    """A template to fix."""
    told = {
        "campaign_id": f"C-10{number:02}",
        "audience": "new_buyers",
        "channel": "push",
        "sent": Message(title="Thank you", body="Thanks for buying. More coffee in store."),
        "suggestion_id": f"s{number}",
        "fault": "weak_call_to_action",
        "why": "“Thanks” asks for nothing: invite them to use what they bought well.",
        "fix": Message(title="Thanks for choosing us", body="See what goes with it in our shop."),
        "delivered": 10_372,
        "score": 0.24,
        "low": 0.22,
        "high": 0.25,
        "shrunk_score": 0.241,
        "percentile": 0.02,
        "ranked_among": 71,
        "standard": 0.83,
        "weekly": 512.0,
        "gain": 301.6,
    }
    return Item.model_validate(told | values)


def digest(count: int = 5, **values: Any) -> DigestContent:
    """A digest with everything in it."""
    told = {
        "shop": "Kopi Lorong",
        "market": "SG",
        "week": "2026-W48",
        "scored": 30,
        "items": tuple(item(number) for number in range(1, count + 1)),
        "again": 2,
        "adopted": (
            Adoption(
                words=Message(title="Your drip bags are here", body="Take S$5 off."),
                at=datetime(2026, 11, 18, tzinfo=UTC),
                before=0.4,
                before_half=0.02,
                after=0.6,
                after_half=0.03,
                delivered=3015,
            ),
        ),
        "spreads": (spread(),),
        "trend": tuple(
            WeekMean(monday=MONDAY - timedelta(weeks=12 - n), score=0.3 + n / 20, delivered=1000 + n)
            for n in range(12)
        ),
        "pictures": (Picture(file="F1", alt="Scores of …"), Picture(file="F2", alt="Weeks …")),
    }
    return DigestContent.model_validate(told | values)


def spread() -> Spread:
    """A segment with two templates of the shop's in it, one of them the first of the digest."""
    return Spread(
        audience="new_buyers",
        templates=71,
        shops=14,
        edges=(0.2, 0.4, 0.6, 0.8),
        counts=(30, 26, 15),
        standard=0.83,
        marks=(Mark(score=0.24, position=1), Mark(score=0.61)),
    )
