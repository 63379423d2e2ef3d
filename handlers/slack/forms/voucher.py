"""The voucher of a form: read field by field, each mistake told at its field."""

from datetime import date
from typing import get_args

from agents.engines.rules.understanding.offer import read_voucher
from agents.facts.markets import known_market
from agents.types import Voucher, VoucherType
from handlers.slack import fields
from handlers.slack.forms.amounts import Amount, read_amount, read_currency
from handlers.slack.forms.state import Filled

_WRITTEN = (
    fields.VOUCHER_TITLE,
    fields.VOUCHER_VALUE,
    fields.CURRENCY,
    fields.MIN_SPEND,
)
_UNIT = {"percentage": "percent", "fixed": "money", "points": "points"}
_KIND = {unit: kind for kind, unit in _UNIT.items()}
_MOST_PERCENT = 100

_UNREADABLE = "I can't read a number here. Write it like 10% or S$5."
_NEGATIVE = "This can't be less than nothing."
_NOT_MONEY = "A minimum is an amount of money: S$35, or just 35."
_WHICH_KIND = "Choose what the voucher gives."
_NO_NUMBER = "A voucher of this kind has no amount: leave this empty, or choose another kind."
_HOW_MUCH = {
    "percentage": "Say how many percent: 10 or 10%.",
    "fixed": "Say the amount that is taken off: S$5, or 5 and the currency below.",
    "points": "Say how many points: 500.",
}
_TOO_MUCH = "More than 100% can't be taken off."
_WHICH_CURRENCY = "Which currency? Write it as SGD, MYR, GBP or the like."
_NO_CURRENCY = "I don't know this currency. Write it as SGD, MYR, GBP or the like."
_PAST = "This day has passed: choose the last day on which the voucher works."
_NO_DAY = "Choose a day."


class VoucherForm:
    """The voucher fields of a form. `errors` holds a sentence for each field that can't be used."""

    def __init__(self, filled: Filled, *, today: date, market: str | None) -> None:
        self.errors: dict[str, str] = {}
        self._filled, self._today, self._market = filled, today, market
        # What a name says ("S$5 off, min S$35") counts where the field for it is empty.
        self._named = read_voucher(filled.text(fields.VOUCHER_TITLE), today=today, market=market)

    def read(self) -> Voucher | None:
        """The voucher; None when nothing was filled in, or something of it can't be used."""
        expires = self._expires()
        if not (expires or self.errors or self._is_begun()):
            return None
        amount, minimum = self._amount(fields.VOUCHER_VALUE), self._minimum()
        kind = self._kind(amount)
        value = self._value(kind, amount) if kind else None
        currency = self._currency(kind, amount, minimum)
        if kind is None or self.errors:
            return None
        named = self._named
        return Voucher(
            title=self._filled.text(fields.VOUCHER_TITLE),
            type=kind,
            value=value,
            currency=currency,
            min_spend=minimum.value if minimum else (named.min_spend if named else None),
            expires_at=expires or (named.expires_at if named else None),
        )

    def _is_begun(self) -> bool:
        written = any(self._filled.text(name) for name in _WRITTEN)
        return written or bool(self._filled.choice(fields.VOUCHER_TYPE))

    def _expires(self) -> date | None:
        try:
            day = self._filled.day(fields.EXPIRES)
        except ValueError:
            self.errors[fields.EXPIRES] = _NO_DAY
            return None
        if day and day < self._today:
            self.errors[fields.EXPIRES] = _PAST
        return day

    def _amount(self, name: str) -> Amount | None:
        said = self._filled.text(name)
        amount = read_amount(said, market=self._market) if said else None
        if said and amount is None:
            self.errors[name] = _UNREADABLE
        elif amount and amount.value < 0:
            self.errors[name] = _NEGATIVE
        return amount

    def _minimum(self) -> Amount | None:
        amount = self._amount(fields.MIN_SPEND)
        if amount and amount.kind not in {"number", "money"}:
            self.errors[fields.MIN_SPEND] = _NOT_MONEY
        return amount

    def _kind(self, amount: Amount | None) -> VoucherType | None:
        """What was chosen; else what the amount or the name says it is."""
        by_amount = _KIND.get(amount.kind) if amount else None
        by_name = self._named.type if self._named else None
        said = self._filled.choice(fields.VOUCHER_TYPE) or by_amount or by_name
        kind = next((kind for kind in get_args(VoucherType) if kind == said), None)
        if kind is None:
            self.errors[fields.VOUCHER_TYPE] = _WHICH_KIND
        return kind

    def _value(self, kind: VoucherType, amount: Amount | None) -> float | None:
        """The number, if it counts what a voucher of this kind gives."""
        unit = _UNIT.get(kind)
        if amount is None:
            named = self._named.value if self._named and self._named.type == kind else None
            if unit and named is None:
                self.errors.setdefault(fields.VOUCHER_VALUE, _HOW_MUCH[kind])
            return named
        if unit is None:
            self.errors.setdefault(fields.VOUCHER_VALUE, _NO_NUMBER)
        elif amount.kind not in {"number", unit} or not amount.value:
            self.errors.setdefault(fields.VOUCHER_VALUE, _HOW_MUCH[kind])
        elif kind == "percentage" and amount.value > _MOST_PERCENT:
            self.errors.setdefault(fields.VOUCHER_VALUE, _TOO_MUCH)
        return amount.value

    def _currency(
        self, kind: VoucherType | None, amount: Amount | None, minimum: Amount | None
    ) -> str | None:
        """The one currency that the amounts, the field, the name or else the market name."""
        said = self._filled.text(fields.CURRENCY)
        written = read_currency(said, market=self._market) if said else None
        if said and written is None:
            self.errors[fields.CURRENCY] = _NO_CURRENCY
            return None
        told = {one for one in (written, *(a.currency for a in (amount, minimum) if a)) if one}
        if len(told) > 1:
            self.errors[fields.CURRENCY] = f"One voucher, one currency: {' or '.join(sorted(told))}?"
            return None
        own = known_market(self._market)
        found = next(iter(told), None) or (self._named.currency if self._named else None)
        needed = kind == "fixed" or minimum is not None
        if found is None and needed:
            found = own.currency if own else None
            if found is None:
                self.errors[fields.CURRENCY] = _WHICH_CURRENCY
        return found
