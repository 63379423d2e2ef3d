"""A digest as one message."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.digest.change import together
from handlers.digest.content import Adoption, DigestContent, Picture
from handlers.digest.figures import brought, changed
from handlers.digest.words import headline, held_back, meaning, small_print
from handlers.slack.blocks.base import Span, header, items, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.digest.item import Standing, item_parts
from handlers.slack.blocks.digest.picking import picking
from handlers.slack.blocks.fit import ALWAYS, Part, fitted
from handlers.slack.blocks.gist import first_words, notice

_WORDS, _NAME = 100, 200  # weights
_ALT = 2000  # characters
_SHORTENED = [small("Shortened to fit in Slack; the thread has all of it.")]
_PREVIEW = "This is how this week's digest looks now. It changes nothing, and only you see it."
_OPEN = Standing()


def digest_card(
    content: DigestContent,
    standings: Mapping[int, Standing] | None = None,
    *,
    time_zone: str = "UTC",
    is_preview: bool = False,
) -> Card:
    """The whole digest. `standings` says what became of the items, by position; the first is 1.

    A preview has a button for each item that fixes it at once, and nothing else to press.
    """
    known = standings or {}
    content = content.model_copy(update={"shop": shortened(content.shop, _NAME)})
    parts = [*_opening(content, is_preview=is_preview)]
    for position, item in enumerate(content.items, 1):
        standing = None if is_preview else known.get(position, _OPEN)
        parts += item_parts(position, item, standing, market=content.market, time_zone=time_zone)
    if not is_preview:
        parts.append(Part(6.9, picking(content, known)))
    parts += _end(content)
    gist = [headline(content), *(f"{item.campaign_id}: {item.why}" for item in content.items[:1])]
    return Card(text=notice(". ".join(gist)), blocks=tuple(fitted(parts, _SHORTENED)))


def _opening(content: DigestContent, *, is_preview: bool) -> Iterator[Part]:
    if is_preview:
        yield Part(ALWAYS, [small(_PREVIEW)])
    yield Part(ALWAYS, [header(headline(content)), rich(line(text(meaning(content))))])
    for rank, picture in zip((6.6, 6.5), content.pictures, strict=False):
        yield Part(rank, [_shown(picture)])


def _end(content: DigestContent) -> Iterator[Part]:
    if said := held_back(content):
        yield Part(4, [small(said)])
    if content.adopted:
        yield Part(6.7, [_adopted(content.adopted, content.market)])
    if content.effects:
        yield Part(6.7, [rich(*(line(text(f"{said}.")) for said in content.effects))])
    yield Part(3, [small(*small_print(content))])


def _shown(picture: Picture) -> Block:
    return {"type": "image", "slack_file": {"id": picture.file}, "alt_text": picture.alt[:_ALT]}


def _adopted(adopted: Sequence[Adoption], market: str | None) -> Block:
    entries: list[list[Span]] = [
        [text(f"“{first_words(one.words, _WORDS)}”: {brought(one, market)}")] for one in adopted
    ]
    title = [text("Adopted lately, and what it brought", bold=True)]
    if whole := together(adopted):
        title.append(text(f". Together: {changed(whole, market)}"))
    return rich(line(*title), items(entries))
