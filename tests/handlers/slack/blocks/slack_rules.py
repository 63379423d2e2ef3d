"""What Slack refuses, as far as it is known: the SDK's own checks and what they miss."""

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View as SlackView

from handlers.slack.blocks.card import Block, Card, View
from handlers.slack.blocks.cut import weight
from playground.checks.whole import is_too_long, problems_of_blocks, problems_of_view

LIMITS = {"header": 150, "button": 75, "option": 75, "placeholder": 150, "label": 2000, "hint": 2000}
ANSWER_WEIGHT = 12_000


def accept_message(card: Card) -> None:
    """Fail for a message that Slack would refuse."""
    assert 1 <= len(card.blocks) <= 50
    assert weight(card.blocks) <= ANSWER_WEIGHT
    assert card.text.strip()
    assert len(card.text.encode()) <= 4000
    assert problems_of_blocks(list(card.blocks)) == []
    assert not is_too_long(card.blocks)
    _accept(card.blocks)


def accept_view(view: View) -> None:
    """Fail for a form or Home tab that Slack would refuse."""
    SlackView(**view).to_dict()
    assert problems_of_view(view) == []
    names = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(names) == len(set(names))
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert bool(inputs) == ("submit" in view)
    for block in inputs:
        assert len(block["element"].get("initial_value", "")) <= block["element"].get("max_length", 3000)
    _accept(view["blocks"])


def objects(part: object) -> Iterator[Mapping[str, Any]]:
    """Every JSON object within."""
    if isinstance(part, Mapping):
        yield part
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from objects(inner)


def marked_texts(part: object) -> list[str]:
    """Every text that Slack would parse."""
    return [found["text"] for found in objects(part) if found.get("type") == "mrkdwn"]


def words_of(part: object) -> str:
    """Everything that can be read, in order."""
    return "\n".join(found["text"] for found in objects(part) if isinstance(found.get("text"), str))


def copyable_texts(blocks: object) -> list[str]:
    """What stands in frames to be copied."""
    frames = [found for found in objects(blocks) if found.get("type") == "rich_text_preformatted"]
    return ["".join(span["text"] for span in frame["elements"]) for frame in frames]


def _accept(blocks: tuple[Block, ...] | list[Block]) -> None:
    for block in blocks:
        parsed = SlackBlock.parse(block)
        assert parsed is not None, block
        given = parsed.to_dict()
        assert given["type"] == block["type"]
    for found in objects(list(blocks)):
        _accept_object(found)


def _accept_object(found: Mapping[str, Any]) -> None:
    kind = found.get("type")
    if kind in {"text", "plain_text", "mrkdwn"}:
        assert 1 <= len(found["text"]) <= (3000 if kind != "text" else 100_000)
    if kind == "plain_text":
        assert found["emoji"] is False
    if kind in {"rich_text", "rich_text_section", "rich_text_list", "rich_text_quote", "actions", "context"}:
        assert found["elements"]
    for name in ("text", "placeholder", "label", "hint", "description"):
        inner = found.get(name)
        if isinstance(inner, Mapping):
            assert len(inner["text"]) <= _most(found, name), (name, inner)


def _most(holder: Mapping[str, Any], name: str) -> int:
    if name == "text":
        is_option = "value" in holder and "type" not in holder
        return LIMITS["option"] if is_option else LIMITS.get(str(holder.get("type")), 3000)
    return LIMITS["option"] if name == "description" else LIMITS[name]
