"""The form for a draft and everything that may be known around it."""

from handlers.slack import fields, ids
from handlers.slack.blocks.base import Element, header, menu, option
from handlers.slack.blocks.card import Block, View
from handlers.slack.blocks.forms.inputs import audience_field, channel_field, entry, field
from handlers.slack.blocks.forms.values import FormValues
from handlers.slack.blocks.forms.windows import form
from handlers.words import VOUCHER

_NAME, _AMOUNT = 300, 30  # characters
_LONG = "Longer than 3,000 characters? Send it to me as a direct message."


def rewrite_form(values: FormValues | None = None) -> View:
    """A draft with audience, channel, product and voucher; all but the message may stay empty."""
    known = values or FormValues()
    blocks = [*_draft(known), *_product(known), *_voucher(known)]
    return form("Rewrite a Message", blocks, name=ids.REWRITE_FORM, submit="Rewrite")


def _draft(known: FormValues) -> list[Block]:
    body = entry(known.body, example="Hi {{first_name}}, come back for a special treat 🎁", multiline=True)
    return [
        field(fields.TITLE, "Title or subject", entry(known.title, most=_NAME)),
        field(fields.BODY, "Message", {**body, "focus_on_load": True}, hint=_LONG, optional=False),
        audience_field(fields.AUDIENCE, "Who gets it?", known.audience),
        channel_field(fields.CHANNEL, "How is it sent?", known.channel),
    ]


def _product(known: FormValues) -> list[Block]:
    name = entry(known.product, example="Kopi-O Drip Bags, 20s", most=_NAME)
    category = entry(known.category, example="Food & Beverages > Coffee > Drip Bags", most=_NAME)
    return [
        header("Product"),
        field(fields.PRODUCT, "Name", name),
        field(fields.CATEGORY, "Category", category),
    ]


def _voucher(known: FormValues) -> list[Block]:
    value = entry(known.voucher_value, example="10% or S$5", most=_AMOUNT)
    minimum = entry(known.voucher_min_spend, example="35", most=_AMOUNT)
    title = entry(known.voucher_title, example="S$5 OFF", most=_NAME)
    kinds = [option(name, kind) for kind, name in VOUCHER.items()]
    kind = menu(ids.VALUE, kinds, chosen=known.voucher_type, hint="Choose what it gives")
    return [
        header("Voucher"),
        field(fields.VOUCHER_TYPE, "What does it give?", kind),
        field(fields.VOUCHER_VALUE, "How much?", value),
        field(fields.CURRENCY, "Currency", entry(known.voucher_currency, example="SGD", most=_AMOUNT)),
        field(fields.MIN_SPEND, "From what spend?", minimum),
        field(fields.EXPIRES, "Last day", _day(known)),
        field(fields.VOUCHER_TITLE, "Its name in your shop", title),
    ]


def _day(known: FormValues) -> Element:
    picker: Element = {"type": "datepicker"}
    chosen = known.voucher_expires
    return {**picker, "initial_date": chosen.isoformat()} if chosen else picker
