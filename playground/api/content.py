"""What a message says, taken from the arguments and checked as Slack checks it."""

import copy
from collections.abc import Iterator
from typing import Any

from playground.api.ask import Ask
from playground.api.errors import SlackError, refused
from playground.checks.whole import is_too_long, problems_of_blocks
from playground.world.nouns import Json
from playground.world.world import World

MAX_TEXT = 40_000
# An update takes less, and counts bytes: people measured it.
MAX_UPDATE_BYTES = 4_000
_CUT = "message_truncated"
_METADATA_SIZE = 8_000
_PICTURES = {"image/png", "image/jpeg", "image/gif"}
_HOLDERS = {"actions", "context_actions"}


def content(ask: Ask) -> Json:
    """The text and blocks of a new message. Raises SlackError for what Slack would not post."""
    text, blocks = ask.text("text"), checked_blocks(ask)
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    return {"text": text[:MAX_TEXT], **({"blocks": blocks} if blocks else {})}


def warning(ask: Ask) -> Json:
    """What the answer says about a text that was cut because it was too long."""
    if len(ask.text("text")) <= MAX_TEXT:
        return {}
    return {"warning": _CUT, "response_metadata": {"warnings": [_CUT]}}


def new_content(ask: Ask) -> Json:
    """What an update changes: a text without blocks takes old blocks away, blocks without a text keep it.

    Raises SlackError for what Slack would not post.
    """
    text, blocks = ask.text("text"), checked_blocks(ask)
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    if len(text.encode()) > MAX_UPDATE_BYTES:
        raise SlackError("msg_too_long")
    return {**({"text": text} if ask.has("text") else {}), "blocks": blocks or None}


def checked_blocks(ask: Ask, name: str = "blocks") -> list[Json] | None:
    """The blocks of an argument as they will be stored, None if it was not given. Raises SlackError."""
    blocks = ask.value(name, SlackError("invalid_blocks_format"))
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if problems := problems_of_blocks(blocks):
        raise refused("invalid_blocks", problems)
    if is_too_long(blocks):
        raise SlackError("msg_blocks_too_long")
    if unknown := [place for place, file in _slack_files(blocks) if not _is_picture(ask, file)]:
        raise refused("invalid_blocks", [f"invalid slack file [json-pointer:{place}]" for place in unknown])
    return named(ask.world, blocks)


def named(world: World, blocks: list[Json]) -> list[Json]:
    """A copy of the blocks with the ids Slack gives to blocks and elements that came without one."""
    found = copy.deepcopy(blocks)
    for block in found:
        block.setdefault("block_id", world.mint("b"))
        for element in _elements(block):
            element.setdefault("action_id", world.mint("a"))
    return found


def metadata(ask: Ask) -> Json | None:
    """The message's metadata, None if there is none. Raises SlackError."""
    about = ask.value("metadata", SlackError("invalid_metadata_format"))
    if not about:
        return None
    fits = isinstance(about, dict) and about.keys() == {"event_type", "event_payload"}
    if not fits or not isinstance(about["event_type"], str) or not isinstance(about["event_payload"], dict):
        raise SlackError("invalid_metadata_format")
    if len(str(about["event_payload"])) > _METADATA_SIZE:
        raise SlackError("metadata_too_large")
    return dict(about)


def _slack_files(blocks: list[Json]) -> Iterator[tuple[str, str]]:
    """Where pictures of ours are shown, and the ids of their files."""
    for number, block in enumerate(blocks):
        for place, part in (
            (f"/blocks/{number}", block),
            (f"/blocks/{number}/accessory", block.get("accessory")),
        ):
            if part and part["type"] == "image" and "id" in (part.get("slack_file") or {}):
                yield f"{place}/slack_file", part["slack_file"]["id"]


def _is_picture(ask: Ask, file_id: str) -> bool:
    """Whether this is a file of the workspace that has arrived whole and is a picture that Slack shows."""
    file = ask.team.files.get(file_id)
    return file is not None and file.shared and file.about["mimetype"] in _PICTURES


def _elements(block: Json) -> list[Any]:
    if block["type"] in _HOLDERS:
        return list(block["elements"])
    single = block.get("element") or block.get("accessory")
    return [single] if single and single["type"] != "image" else []
