"""One row of a campaign file, checked."""

import math
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from store.ingest.behaviour import WEIGHTS
from store.ingest.vocabulary import canonical, vocabulary

_VERBATIM = ("title", "body")  # what customers read is kept byte for byte
_MILLISECONDS = 1e11  # an epoch above this is no number of seconds: it would lie past the year 5138


def _one_of(section: str) -> BeforeValidator:
    """A word of a section of columns.toml, as what it stands for."""

    def check(text: str) -> str:
        known = vocabulary(section)
        meaning = known.get(canonical(text))
        if meaning is None:
            choices = ", ".join(dict.fromkeys(known.values()))
            raise ValueError(f"“{text}” is none of {choices}")
        return meaning

    return BeforeValidator(check)


def _moment(text: str) -> datetime:
    """ISO 8601, UTC if it names no offset, or seconds or milliseconds since 1970."""
    try:
        number = float(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS else number, tz=UTC)


def _day(text: str) -> date:
    return datetime.fromisoformat(text).date()


def _count(text: str) -> int:
    number = float(text.replace(",", "").replace("\u00a0", ""))
    if not number.is_integer():
        raise ValueError(f"“{text}” is not a whole number")
    return int(number)


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError("is not a number")
    return number


Moment = Annotated[datetime, BeforeValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count), Field(ge=0)]
Amount = Annotated[float, AfterValidator(_finite), Field(ge=0)]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class CampaignRecord(BaseModel):
    """A campaign with its template, product and voucher, or the totals of one, or both.

    Counts are of messages (each behaviour at most once a message) and none exceeds `delivered`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    merchant_id: Id | None = None
    account_id: Id | None = None
    merchant_name: str | None = None
    market: str | None = None
    campaign_id: Id | None = None
    template_id: Id | None = None
    audience: Annotated[str, _one_of("audiences")] | None = None
    channel: Annotated[str, _one_of("channels")] | None = None
    title: str | None = None
    body: str | None = None
    language: str | None = None
    sent_at: Moment | None = None
    product_id: Id | None = None
    product_name: str | None = None
    product_category: str | None = None
    voucher_id: Id | None = None
    voucher_title: str | None = None
    voucher_type: Annotated[str, _one_of("voucher_types")] | None = None
    voucher_value: Amount | None = None
    voucher_currency: Annotated[str, BeforeValidator(str.upper), Field(pattern="^[A-Z]{3}$")] | None = None
    voucher_min_spend: Amount | None = None
    voucher_expires_at: Day | None = None
    delivered: Count | None = None
    read: Count = 0
    click_store: Count = 0
    click_voucher: Count = 0
    click_product: Count = 0
    crm_button: Count = 0
    unsubscribe: Count = 0

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.campaign_id is None and not (self.template_id and self.body):
            raise ValueError("the row has neither a campaign id nor a template's id and body")
        if self.body and self.channel is None:
            raise ValueError("a template needs a channel")
        if self.campaign_id and self.body and self.audience is None:
            raise ValueError("a campaign needs an audience")
        if self.voucher_title is not None and self.voucher_type is None:
            raise ValueError("the voucher has a title but no type")
        for name in WEIGHTS if self.delivered is not None else ():
            if getattr(self, name) > (self.delivered or 0):
                raise ValueError(f"{name} is {getattr(self, name)}, more than the {self.delivered} delivered")
        return self

    @property
    def totals(self) -> dict[str, int] | None:
        """Delivered messages and a count for each behaviour, None if the row tells none."""
        if self.campaign_id is None or self.delivered is None:
            return None
        return {"delivered": self.delivered, **{name: getattr(self, name) for name in WEIGHTS}}


def check(values: dict[str, str]) -> CampaignRecord | str:
    """The record, or the reason why the row is none."""
    try:
        return CampaignRecord.model_validate(
            {name: text if name in _VERBATIM else text.strip() for name, text in values.items()}
        )
    except ValidationError as error:
        return "; ".join(_sentence(one) for one in error.errors()[:3])


def _sentence(error: Any) -> str:  # noqa: ANN401
    where = ".".join(str(part) for part in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
