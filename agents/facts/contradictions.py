"""Where a draft says one thing and the voucher another. Only explicit conflicts: what is left out is no conflict."""

from collections.abc import Iterator
from datetime import date

from agents.facts.dates import format_day
from agents.facts.money import format_money
from agents.facts.offers import is_expired, safe_title
from agents.facts.promise import Promise
from agents.types import Contradiction, Draft, Voucher


def find_contradictions(draft: Draft, promise: Promise, *, today: date) -> tuple[Contradiction, ...]:
    """Every conflict between what the draft promises and what the voucher holds; `field` says on what."""
    voucher = draft.voucher
    if voucher is None:
        return ()
    market = draft.merchant.market if draft.merchant else None
    if is_expired(voucher, today):
        ended = format_day(voucher.expires_at or today, market=market, today=today)
        return (
            Contradiction(field="deadline", said=safe_title(voucher), known=f"the voucher ended on {ended}"),
        )
    found = [
        *_amount(voucher, promise, market),
        *_kind(voucher, promise),
        *_minimum(voucher, promise, market),
        *_deadline(voucher, promise, market, today),
    ]
    return tuple(found)


def describe(voucher: Voucher, market: str | None) -> str:
    """The voucher in a few words, for a question to the merchant."""
    title = safe_title(voucher)
    minimum = (
        f" on orders from {format_money(voucher.min_spend, voucher.currency, market)}"
        if voucher.min_spend
        else ""
    )
    return f"{title}{minimum}"


def _amount(voucher: Voucher, promise: Promise, market: str | None) -> Iterator[Contradiction]:
    said = [f for f in promise.percents if "-" not in f.key]
    if (
        voucher.type == "percentage"
        and voucher.value
        and said
        and not _any(said, f"percent:{voucher.value:g}")
    ):
        yield Contradiction(field="amount", said=said[0].text, known=f"{voucher.value:g}% off")
    if voucher.type == "fixed" and voucher.value and promise.amounts:
        if not any(_worth(f.key) == voucher.value for f in promise.amounts):
            known = format_money(voucher.value, voucher.currency, market)
            yield Contradiction(field="amount", said=promise.amounts[0].text, known=f"{known} off")
        elif not any(
            f.key.split(":")[1] == voucher.currency for f in promise.amounts if _worth(f.key) == voucher.value
        ):
            known = format_money(voucher.value, voucher.currency, market)
            yield Contradiction(field="currency", said=promise.amounts[0].text, known=f"{known} off")
    if (
        voucher.type == "points"
        and voucher.value
        and promise.points
        and not _any(promise.points, f"points:{voucher.value:g}")
    ):
        yield Contradiction(field="amount", said=promise.points[0].text, known=safe_title(voucher))


def _kind(voucher: Voucher, promise: Promise) -> Iterator[Contradiction]:
    """An offer of another kind than the voucher's, which nothing in its title supports."""
    title = voucher.title.casefold()
    known = safe_title(voucher)
    if promise.multibuys and voucher.type != "bogo" and "buy" not in title and "-for-" not in title:
        yield Contradiction(field="offer", said=promise.multibuys[0].text, known=known)
    elif (
        promise.free_shipping
        and voucher.type != "free_shipping"
        and not any(w in title for w in ("ship", "deliver"))
    ):
        yield Contradiction(field="offer", said=promise.free_shipping, known=known)
    discounts = [f for f in promise.percents if "-" not in f.key]
    if (
        discounts
        and voucher.type != "percentage"
        and "%" not in title
        and not promise.amounts
        and not promise.points
    ):
        yield Contradiction(field="offer", said=discounts[0].text, known=known)
    if (
        promise.amounts
        and voucher.type not in {"fixed", "points"}
        and not discounts
        and promise.amounts[0].text not in voucher.title
    ):
        yield Contradiction(field="offer", said=f"{promise.amounts[0].text} off", known=known)


def _minimum(voucher: Voucher, promise: Promise, market: str | None) -> Iterator[Contradiction]:
    if not voucher.min_spend:
        if promise.minimums and voucher.min_spend == 0:
            yield Contradiction(field="min_spend", said=promise.minimums[0].text, known="no minimum")
        return
    known = f"orders from {format_money(voucher.min_spend, voucher.currency, market)}"
    if promise.no_minimum or promise.everything:
        yield Contradiction(
            field="min_spend", said=promise.no_minimum or promise.everything or "", known=known
        )
    elif promise.minimums and not any(_worth(f.key) == voucher.min_spend for f in promise.minimums):
        yield Contradiction(field="min_spend", said=promise.minimums[0].text, known=known)


def _deadline(voucher: Voucher, promise: Promise, market: str | None, today: date) -> Iterator[Contradiction]:
    last = voucher.expires_at
    if last is None:
        return
    known = f"the voucher ends on {format_day(last, market=market, today=today)}"
    wrong = next((words for words, day, hard in promise.ends if day > last or (hard and day < last)), None)
    right = any(day == last for _, day, _ in promise.ends)
    if promise.no_end:
        yield Contradiction(field="deadline", said=promise.no_end, known=known)
    elif wrong and not right:
        yield Contradiction(field="deadline", said=wrong, known=known)


def _any(facts: list | tuple, key: str) -> bool:  # type: ignore[type-arg]
    return any(f.key == key for f in facts)


def _worth(key: str) -> float:
    return float(key.rsplit(":", 1)[1])
