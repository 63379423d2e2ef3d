"""What a form starts with."""

from datetime import date

from agents.types import Channel, Segment, Value, VoucherType


class FormValues(Value):
    """The form for a draft, each field as people write it."""

    audience: Segment | None = None
    channel: Channel | None = None
    title: str = ""
    body: str = ""
    product: str = ""
    category: str = ""
    voucher_title: str = ""
    voucher_type: VoucherType | None = None
    voucher_value: str = ""
    voucher_currency: str = ""
    voucher_min_spend: str = ""
    voucher_expires: date | None = None


class SettingsValues(Value):
    """A workspace's settings, in the units of `store.models.Workspace`.

    `time_zone` is an IANA name, `digest_day` 0 for Monday, `digest_hour` 0–23 there; without a
    `digest_channel` there is no digest. `editors` are the Slack ids of those who may change this
    beside the admins. `lends_votes`: what people here choose may teach what all shops begin with.
    """

    digest_channel: str | None = None
    digest_day: int = 0
    digest_hour: int = 9
    time_zone: str = "UTC"
    default_audience: Segment | None = None
    default_channel: Channel | None = None
    editors: tuple[str, ...] = ()
    lends_votes: bool = False


class TrialValues(Value):
    """What the form for a trial starts with: `lift` in percent, `weekly` None where nobody knows.

    `rewrites` is how many there are to choose from, `hint` what history says of the readers.
    """

    campaign_id: str = ""
    rewrites: int = 3
    lift: int = 20
    weekly: int | None = None
    hint: str = ""
