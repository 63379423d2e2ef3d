"""Several fixes at one stroke: boxes to tick, and a button."""

from collections.abc import Mapping

from handlers.digest.content import DigestContent, Item
from handlers.slack import ids
from handlers.slack.blocks.base import actions, button, option, plain, section
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.digest.item import Standing
from handlers.slack.blocks.gist import first_words

_FEWEST = 2  # one alone has its own button
_LABEL = 75  # characters, which no letter is lighter than


def picking(content: DigestContent, standings: Mapping[int, Standing]) -> list[Block]:
    """A box for each item that is still open. When one is settled the boxes are new, and none is ticked."""
    open_ = [
        (position, item)
        for position, item in enumerate(content.items, 1)
        if position not in standings or standings[position].decision is None
    ]
    if len(open_) < _FEWEST:
        return []
    boxes = {
        "type": "checkboxes",
        "action_id": ids.DIGEST_PICK,
        "options": [option(_label(position, item), str(position)) for position, item in open_],
    }
    return [
        section(plain("Or several at once:")),
        {
            **actions(boxes, button("Apply Selected", ids.DIGEST_APPLY_PICKED)),
            "block_id": f"{ids.DIGEST_PICK}_{'_'.join(str(position) for position, _ in open_)}",
        },
    ]


def _label(position: int, item: Item) -> str:
    return shortened(f"{position}. {shortened(item.campaign_id, 30)} {first_words(item.fix, 60)}", _LABEL)
