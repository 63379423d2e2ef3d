"""What a text promises, in its facts as written: for readers who need the places, not the comparison."""

from datetime import date

from agents.facts.markets import market_code
from agents.facts.page import Page, open_page
from agents.facts.pledges import read_pledges, roles_on
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.types import Value


class Promise(Value):
    """The facts of a text that make an offer: what is taken off, from what spend, points, pieces.

    Every fact is as written, with its place in the text; a price or a cap is in none of these.
    `free_shipping` are the words that promise it.
    """

    percents: tuple[Fact, ...] = ()
    amounts: tuple[Fact, ...] = ()
    minimums: tuple[Fact, ...] = ()
    points: tuple[Fact, ...] = ()
    multibuys: tuple[Fact, ...] = ()
    free_shipping: str | None = None


def read_promise(text: str, *, market: str | None, today: date) -> Promise:
    """Read the promise of `text`; `market` is a two-letter code, `today` gives days their year."""
    page = open_page(text, market_code(market))
    pledges = read_pledges(page, today)
    pledged = {(p.start, p.end) for p in pledges}
    roles = roles_on(page, today)
    facts = facts_on(page, today)

    def of(kind: str) -> tuple[Fact, ...]:
        return tuple(_placed(page, f) for f in facts if f.kind == kind and (f.start, f.end) in pledged)

    return Promise(
        percents=of("percent"),
        amounts=of("money"),
        minimums=tuple(_placed(page, f) for f in facts if roles.get(f) == "minimum"),
        points=of("points"),
        multibuys=of("multibuy"),
        free_shipping=next((page.quote(p.start, p.end) for p in pledges if p.kind == "free_shipping"), None),
    )


def _placed(page: Page, fact: Fact) -> Fact:
    start, end = page.folded.span(fact.start, fact.end)
    return fact.model_copy(update={"start": start, "end": end})
