"""What campaigns brought, as votes: versions measured beside each other, where the difference is no noise."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from pydantic import ValidationError

from agents.copy_facts import Known
from agents.preference import Pair, Vote
from agents.types import Draft, Message
from agents.votes.contexts import campaign_key
from store.rows import MeasuredRow

SOURCE = "outcome"
_SURE = 0.95


def outcome_votes(rows: Iterable[MeasuredRow], *, merchant_id: str) -> tuple[Vote, ...]:
    """One vote of nobody for each two versions of a set of which one was better with 95 % or more.

    By the normal approximation to the difference of two means; a vote counts the probability by which it
    is better than a coin.
    """
    sets: defaultdict[str, list[MeasuredRow]] = defaultdict(list)
    for row in rows:
        sets[row.set].append(row)
    return tuple(vote for name in sorted(sets) for vote in _compared(sets[name], merchant_id))


def _compared(rows: list[MeasuredRow], merchant_id: str) -> Iterator[Vote]:
    for one, other in combinations(rows, 2):
        better, worse = (one, other) if one.mean >= other.mean else (other, one)
        if (surely := _probability(better, worse)) < _SURE or _text(better) == _text(worse):
            continue
        if pair := _pair(better, worse, merchant_id, weight=2 * surely - 1):
            yield Vote(f"{SOURCE}:{better.set}", pair)


def _probability(better: MeasuredRow, worse: MeasuredRow) -> float:
    error = math.hypot(better.error, worse.error)
    if not error:
        return 0.0
    return (1 + math.erf((better.mean - worse.mean) / error / math.sqrt(2))) / 2


def _pair(better: MeasuredRow, worse: MeasuredRow, merchant_id: str, *, weight: float) -> Pair | None:
    """None where the store holds something that no draft may have."""
    try:
        draft = draft_of(better, merchant_id)
    except ValidationError:
        return None
    return Pair(
        chosen=_message(better),
        rejected=_message(worse),
        weight=weight,
        merchant_id=merchant_id,
        segment=draft.audience,
        group=f"{campaign_key(merchant_id, better.set)}/{SOURCE}",
        source=SOURCE,
        known=Known(product=draft.product, voucher=draft.voucher, market=better.market, shop=better.shop),
    )


def draft_of(row: MeasuredRow, merchant_id: str) -> Draft:
    """What was sent as a draft, for its surroundings. Raises `ValidationError`."""
    product, voucher = row.product, row.voucher
    return Draft.model_validate(
        {
            "merchant": {"id": merchant_id, "name": row.shop, "market": row.market},
            "audience": row.audience,
            "channel": row.channel,
            "title": row.title,
            "body": row.body,
            "product": {"name": product.name, "category": product.category} if product else None,
            "voucher": {name: getattr(voucher, name) for name in _VOUCHER} if voucher else None,
        }
    )


_VOUCHER = ("title", "type", "value", "currency", "min_spend", "expires_at")


def _message(row: MeasuredRow) -> Message:
    return Message(title=row.title or None, body=row.body)


def _text(row: MeasuredRow) -> str:
    return " ".join(_message(row).text.split())
