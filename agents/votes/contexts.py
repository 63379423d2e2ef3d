"""What a message is for. Messages for different people, channels, goods or offers are never compared."""

import hashlib
import json
from typing import Any, NamedTuple

from agents.types import Draft, Product, Segment, Voucher


class Context(NamedTuple):
    """Where a message stands.

    `campaign` is what was to be sent: data is split by it. `group` is that, for these people, on this
    channel, about this product and with this offer.
    """

    campaign: str
    group: str
    segment: Segment | None


def context_of(draft: Draft) -> Context:
    """The context of a draft's rewrites. A campaign goes by its id; a draft without one by its words."""
    shop = draft.merchant.id if draft.merchant else ""
    campaign = campaign_key(shop, draft.id or draft.message.text)
    surroundings = (draft.audience, draft.channel, *offer_of(draft.product, draft.voucher))
    return Context(campaign, f"{campaign}/{_digest(*surroundings)}", draft.audience)


def campaign_key(merchant_id: str, named: str) -> str:
    """A short name for a campaign that gives nothing of it away."""
    return _digest(merchant_id, named)


def offer_of(product: Product | None, voucher: Voucher | None) -> tuple[Any, Any]:
    """Product and offer as plain JSON."""
    return tuple(thing.model_dump(mode="json") if thing else None for thing in (product, voucher))  # type: ignore[return-value]


def _digest(*parts: Any) -> str:  # noqa: ANN401 - JSON
    return hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=8).hexdigest()
