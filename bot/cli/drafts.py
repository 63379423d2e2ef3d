"""A draft from the options of the command line."""

from datetime import date

from agents.types import Channel, Draft, Merchant, Product, Segment, Value, Voucher, VoucherType
from bot.cli.errors import UsageError


class Given(Value):
    """What the options say of a draft."""

    audience: Segment | None = None
    channel: Channel | None = None
    title: str | None = None
    product: str | None = None
    category: str | None = None
    voucher: str | None = None
    voucher_type: VoucherType | None = None
    value: float | None = None
    currency: str | None = None
    min_spend: float | None = None
    expires: date | None = None
    market: str | None = None
    language: str | None = None

    @property
    def has_offer_or_product(self) -> bool:
        """Whether there is something to look for in the history of others."""
        return any((self.product, self.category, self.voucher, self.voucher_type))

    def draft(self, text: str, *, merchant: Merchant | None, today: date) -> Draft:
        """The draft of these options. Raises `UsageError` when the voucher cannot be made out."""
        market = merchant.market if merchant else None
        return Draft(
            merchant=merchant,
            audience=self.audience,
            channel=self.channel,
            title=self.title,
            body=text,
            product=self._product(),
            voucher=self._voucher(market=self.market or market, today=today),
            language=self.language,
        )

    def over(self, draft: Draft, *, today: date) -> Draft:
        """A draft of the history with what the options say in its place."""
        said = self.draft("", merchant=draft.merchant, today=today)
        told = {name: value for name in Draft.model_fields if (value := getattr(said, name))}
        return draft.model_copy(update=told)

    def _product(self) -> Product | None:
        if not (self.product or self.category):
            return None
        name = self.product or (self.category or "").rpartition(">")[2].strip()
        return Product(name=name, category=self.category)

    def _voucher(self, *, market: str | None, today: date) -> Voucher | None:
        exact = {
            "type": self.voucher_type,
            "value": self.value,
            "currency": self.currency.upper() if self.currency else None,
            "min_spend": self.min_spend,
            "expires_at": self.expires,
        }
        told = {name: value for name, value in exact.items() if value is not None}
        if self.voucher_type:
            return Voucher.model_validate({"title": self.voucher or self.voucher_type} | told)
        if self.voucher is None:
            if told:
                raise UsageError("Say what the voucher is too: --voucher “S$5 off”, or --voucher-type.")
            return None
        return _read(self.voucher, market=market, today=today).model_copy(update=told)


def _read(text: str, *, market: str | None, today: date) -> Voucher:
    from agents.engines.rules.understanding.offer import read_voucher  # noqa: PLC0415 - keeps `--help` quick

    voucher = read_voucher(text, market=market, today=today)
    if voucher is None:
        raise UsageError(
            f"I cannot read an exact offer in “{text}”: write it like “S$5 off, min S$35, until 2026-11-30”, "
            "or use --voucher-type with --value, --currency, --min-spend and --expires."
        )
    return voucher
