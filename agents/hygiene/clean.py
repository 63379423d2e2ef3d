"""Taking hostile and private things out of a draft before anybody works on it."""

from collections.abc import Callable
from functools import lru_cache, partial

from pydantic import BaseModel

from agents.hygiene.alphabets import without_mixed_alphabets
from agents.hygiene.formatting import without_formatting
from agents.hygiene.hidden import without_hidden
from agents.hygiene.injection import name_before_order, without_injection, without_order_tags
from agents.hygiene.markup import without_markup
from agents.hygiene.secrets import without_secrets
from agents.hygiene.slack import without_slack_marks
from agents.hygiene.types import Cleaned, Removed
from agents.placeholders import mask
from agents.types import Draft

_ROUNDS = 10
_Step = Callable[[str], tuple[str, list[Removed]]]


def clean(draft: Draft) -> Cleaned:
    """`draft` without what may not be in a message, and a note on each thing taken out.

    Out go: invisible characters and text turned around by them, Slack mentions and Slack's
    formatting (WhatsApp's own stays there), pictures and links that carry data away, orders to a
    machine (also in the names of product, category, shop and voucher), and personal secrets.
    Sentences stay whole; tags stay byte for byte; a draft with nothing of this comes back as it is.
    Cleaning twice changes nothing. What only the merchant can settle is in `Cleaned.questions`.
    """
    removed: list[Removed] = []
    steps = _steps(draft)

    def text(value: str) -> str:
        cleaned, gone = _text(value, steps)
        removed.extend(gone)
        return cleaned

    def name(value: str) -> str:
        cleaned, gone = _name(value)
        removed.extend(gone)
        return cleaned

    title, body = draft.title and (text(draft.title) or None), text(draft.body)
    parts = {"title": title, "body": body, **_names(draft, name)}
    changed = {field: value for field, value in parts.items() if value != getattr(draft, field)}
    return Cleaned(draft=draft.model_copy(update=changed) if changed else draft, removed=tuple(removed))


def _steps(draft: Draft) -> tuple[_Step, ...]:
    language, shop = draft.language or "en", draft.merchant.name if draft.merchant else ""
    return (
        without_markup,
        partial(without_slack_marks, language=language),
        without_injection,
        partial(without_formatting, channel=draft.channel, language=language),
        without_mixed_alphabets,
        partial(without_secrets, shop=shop),
    )


def _text(value: str, steps: tuple[_Step, ...]) -> tuple[str, list[Removed]]:
    """One text of a message, read again until nothing changes: a cut may bring a new mark to light."""
    removed: list[Removed] = []
    for _ in range(_ROUNDS):
        before = value
        value, gone = _once(value, steps)
        removed += gone
        if value == before and not gone:
            break
    return value, removed


def _once(value: str, steps: tuple[_Step, ...]) -> tuple[str, list[Removed]]:
    """One reading, the tags kept out of reach of the rules."""
    visible, removed = without_hidden(value)
    visible, gone = without_order_tags(visible)
    removed += gone
    masked = mask(visible)
    text = masked.text
    for step in steps:
        text, gone = step(text)
        removed += gone
    return masked.restore(text), removed


def _names(draft: Draft, name: Callable[[str], str]) -> dict[str, BaseModel | None]:
    """Product, shop and voucher with cleaned names; a product whose name was all order is none."""
    product, merchant, voucher = draft.product, draft.merchant, draft.voucher
    if product:
        called, category = name(product.name), product.category and (name(product.category) or None)
        product = product.model_copy(update={"name": called, "category": category}) if called else None
    if merchant:
        merchant = merchant.model_copy(update={"name": name(merchant.name)})
    if voucher:
        voucher = voucher.model_copy(update={"title": name(voucher.title) or "Voucher"})
    return {"product": product, "merchant": merchant, "voucher": voucher}


@lru_cache(maxsize=512)
def _name(value: str) -> tuple[str, tuple[Removed, ...]]:
    """The first line of a name that says something, without marks and orders."""
    visible, removed = without_hidden(value)
    lines = [line.strip() for line in visible.split("\n") if line.strip()]
    for place, line in enumerate(lines):
        cleaned, gone = _line(line)
        removed += gone
        if cleaned:
            if lines[place + 1 :]:
                rest = " ".join(lines[place + 1 :])
                removed.append(
                    Removed(
                        kind="extra_lines", text=rest, note=f"Of a name only the line “{cleaned}” was kept."
                    )
                )
            return cleaned, tuple(removed)
    return "", tuple(removed)


def _line(line: str) -> tuple[str, list[Removed]]:
    plain, removed = without_markup(line)
    plain, gone = without_slack_marks(plain, language="")
    before, orders = name_before_order(plain)
    return before, removed + gone + orders
