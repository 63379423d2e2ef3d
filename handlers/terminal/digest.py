"""A digest on a terminal."""

from collections.abc import Iterator

from handlers.digest.change import together
from handlers.digest.content import DigestContent, Item
from handlers.digest.figures import about, brought, changed, figures
from handlers.digest.words import headline, held_back, meaning, small_print
from handlers.pictures.spread import spread_words
from handlers.pictures.trend import has_trend, trend_words
from handlers.terminal.safe import printable
from handlers.words import FAULT


def digest_text(content: DigestContent) -> str:
    """The whole digest, with what its pictures show in words."""
    return "\n".join(printable(line) for line in _lines(content))


def _lines(content: DigestContent) -> Iterator[str]:
    yield f"{content.shop}: {headline(content)}"
    yield meaning(content)
    for position, item in enumerate(content.items, 1):
        yield ""
        yield from _item(position, item, content.market)
    yield ""
    if content.adopted:
        whole = together(content.adopted)
        said = f" (together {changed(whole, content.market)})" if whole else ""
        yield f"Adopted lately, and what it brought{said}:"
        yield from (
            f"  “{_one_line(one.words.text)}”: {brought(one, content.market)}" for one in content.adopted
        )
    if said := held_back(content):
        yield said
    if content.spreads:
        yield spread_words(content.spreads, content.market)
    if has_trend(content.trend):
        yield trend_words(content.trend, content.market)
    yield from small_print(content)


def _item(position: int, item: Item, market: str | None) -> Iterator[str]:
    yield f"{position}. {item.campaign_id}{about(item)}"
    yield f"   {_one_line(item.sent.text)}"
    yield f"   {FAULT[item.fault]}: {item.why}"
    yield f"   → {_one_line(item.fix.text)}"
    yield f"   {figures(item, market)}"
    if item.question:
        yield f"   Question to you: {item.question}"


def _one_line(words: str) -> str:
    return " / ".join(part for part in words.split("\n") if part.strip())
