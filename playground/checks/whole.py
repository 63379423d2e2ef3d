"""All blocks of a message, or a whole view: what no single block can know."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from playground.checks.blocks import BLOCKS, HOME, MESSAGE, MODAL, SURFACES
from playground.checks.parts import IDENTIFIER, plain
from playground.checks.rules import Check, Problems, choice, flag, listed, problem, shape, string, typed
from playground.checks.tables import texts
from playground.world.fields import elements
from playground.world.nouns import Json

MAX_MESSAGE, MAX_VIEW = 50, 100
# Slack publishes no figure for a message as a whole. People measured that it takes about 13,200
# characters, of which each header costs about 100 and any other block a few dozen beside its text.
_MESSAGE_CHARACTERS, _HEADER_COST, _BLOCK_COST = 13_200, 100, 40
_ONE_A_MESSAGE, _CHARTS = ("table",), 2


def problems_of_blocks(blocks: Any) -> Problems:  # noqa: ANN401 - whatever the app sent
    """What Slack would say about the blocks of a message, nothing if it takes them."""
    found: Problems = []
    listed(typed(BLOCKS), MAX_MESSAGE, 0)(blocks, "/blocks", found)
    if not found:
        _check_together(blocks, MESSAGE, "/blocks", found)
    if not found:
        found += _sdk_says(blocks)
    return found


def is_too_long(blocks: Iterable[Json]) -> bool:
    """Whether the blocks of a message are too much together (`msg_blocks_too_long`)."""
    cost = 0
    for block in blocks:
        cost += _HEADER_COST if block["type"] == "header" else _BLOCK_COST
        cost += sum(len(text) for text in texts(block))
    return cost > _MESSAGE_CHARACTERS


def problems_of_view(view: Any) -> Problems:  # noqa: ANN401 - whatever the app sent
    """What Slack would say about a modal or Home tab, nothing if it takes it."""
    found: Problems = []
    typed({MODAL: _MODAL, HOME: _HOME})(view, "/view", found)
    if not found:
        _check_together(view["blocks"], view["type"], "/view/blocks", found)
        _check_submit(view, found)
    if not found:
        found += _sdk_says(view["blocks"], view)
    return found


_BLOCK_LIST = listed(typed(BLOCKS), MAX_VIEW)
_OF_ANY_VIEW: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": IDENTIFIER,
    "external_id": string(255, 0),
}
_MODAL = shape(
    {"type": choice(MODAL), "title": plain(24), "blocks": _BLOCK_LIST},
    {
        **_OF_ANY_VIEW,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = shape({"type": choice(HOME), "blocks": _BLOCK_LIST}, _OF_ANY_VIEW)


def _check_together(blocks: list[Json], surface: str, path: str, found: Problems) -> None:
    """Surfaces, ids that must not repeat, and types of which there may be only so many."""
    for number, block in enumerate(blocks):
        if surface not in SURFACES.get(block["type"], {surface}):
            problem(found, f"unsupported type: {block['type']}", f"{path}/{number}/type")
        _check_action_ids(block, f"{path}/{number}", found)
    _check_block_ids(blocks, path, found)
    kinds = Counter(block["type"] for block in blocks)
    found += [f"only_one_{kind}_allowed" for kind in _ONE_A_MESSAGE if kinds[kind] > 1]
    if kinds["data_visualization"] > _CHARTS:
        found.append("too many data_visualization blocks")
    inputs = [element for _, element in elements(blocks)]
    if sum(bool(element.get("focus_on_load")) for element in inputs) > 1:
        problem(found, "only one element can have focus_on_load", path)
    if surface != MODAL and any(element["type"] == "file_input" for element in inputs):
        problem(found, "unsupported type: file_input", path)


def _check_action_ids(block: Json, path: str, found: Problems) -> None:
    ids = Counter(str(element["action_id"]) for _, element in elements([block]))
    for name, times in ids.items():
        if times > 1:
            problem(found, f'`action_id` "{name}" already exists', path)


def _check_block_ids(blocks: list[Json], path: str, found: Problems) -> None:
    ids = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    for name, times in ids.items():
        if times > 1:
            problem(found, f'`block_id` "{name}" already exists', path)


def _check_submit(view: Json, found: Problems) -> None:
    """A form needs a button to send it off."""
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == MODAL and has_input and "submit" not in view:
        problem(found, "missing required field: submit", "/view")


def _sdk_says(blocks: list[Json], view: Json | None = None) -> Problems:
    """What slack_sdk's models would not build."""
    known = [block for block in blocks if block["type"] not in _NOT_MODELLED]
    try:
        if view is None:
            for block in filter(None, map(Block.parse, known)):
                block.to_dict()
        else:
            View(**{**view, "blocks": known or [{"type": "divider"}]}).to_dict()
    except (SlackObjectFormationError, TypeError) as error:  # TypeError: a field it needs is missing
        return [str(error)]
    return []


# The SDK has no models for the first two; those of rich text take long and check nothing.
_NOT_MODELLED = {"data_table", "data_visualization", "rich_text"}
