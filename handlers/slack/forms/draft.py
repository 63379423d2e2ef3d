"""The form for a draft, read: a draft to improve, or a sentence at each field that can't be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agents.types import CHANNELS, SEGMENTS, Draft
from handlers.slack import fields
from handlers.slack.blocks.forms.inputs import MOST_TEXT
from handlers.slack.forms.state import Filled, State
from handlers.slack.forms.voucher import VoucherForm

NO_BODY = "Paste the message as your customers would read it."
TOO_LONG = f"More than {MOST_TEXT:,} characters: send it to me as a direct message instead."
_UNKNOWN = "Choose one from the list."


@dataclass(frozen=True)
class DraftForm:
    """A draft, or `errors`: a sentence for each field (by its block) that can't be used."""

    draft: Draft | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_rewrite_form(state: State, *, today: date, market: str | None = None) -> DraftForm:
    """The draft in a form. `today` tells which offers have passed, `market` what "$" means."""
    filled = Filled(state)
    voucher = VoucherForm(filled, today=today, market=market)
    offer = voucher.read()
    errors = {**_errors(filled), **voucher.errors}
    if errors:
        return DraftForm(errors=errors)
    draft = {**_words(filled), "product": _product(filled), "voucher": offer}
    return DraftForm(draft=Draft.model_validate(draft))


def _errors(filled: Filled) -> dict[str, str]:
    found, body = {}, filled.body()
    if not body:
        found[fields.BODY] = NO_BODY
    elif len(body) > MOST_TEXT:
        found[fields.BODY] = TOO_LONG
    for name, known in ((fields.AUDIENCE, SEGMENTS), (fields.CHANNEL, CHANNELS)):
        if (chosen := filled.choice(name)) and chosen not in known:
            found[name] = _UNKNOWN
    if filled.text(fields.CATEGORY) and not filled.text(fields.PRODUCT):
        found[fields.PRODUCT] = "Name the product too, or leave its category empty."
    return found


def _words(filled: Filled) -> dict[str, Any]:
    return {
        "audience": filled.choice(fields.AUDIENCE) or None,
        "channel": filled.choice(fields.CHANNEL) or None,
        "title": filled.text(fields.TITLE) or None,
        "body": filled.body(),
    }


def _product(filled: Filled) -> dict[str, Any] | None:
    name = filled.text(fields.PRODUCT)
    return {"name": name, "category": filled.text(fields.CATEGORY) or None} if name else None
