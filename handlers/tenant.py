"""Whom a conversation speaks for, where several shops share one bot."""

from agents.assume import Usual
from agents.types import Channel, Merchant, Segment, Value


class Tenant(Value):
    """A place of one shop, such as a Slack workspace called `name`.

    `merchant` is None until the place is connected to a shop. The defaults are what its drafts are
    taken for when they don't say for whom they are and where they go.
    """

    merchant: Merchant | None
    name: str
    default_audience: Segment | None = None
    default_channel: Channel | None = None

    @property
    def usual(self) -> Usual:
        """What this place sends when a draft does not say."""
        return Usual(audience=self.default_audience, channel=self.default_channel)
