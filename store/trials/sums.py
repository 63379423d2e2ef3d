"""The columns of an outcome, added up."""

from typing import Any, Final

from sqlmodel import col, func

from store.models import VariantOutcome

_COLUMNS = ("delivered", "clicked", "unsubscribe", "score_sum", "score_squares")

#: Sums of `VariantOutcome` under the names of `OutcomeRow`; zero where there is nothing.
SUMS: Final[tuple[Any, ...]] = tuple(
    func.coalesce(func.sum(col(getattr(VariantOutcome, name))), 0).label(name) for name in _COLUMNS
)
