"""What a message says, taken from the arguments and checked as Slack checks it."""

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.world.nouns import Json

_METADATA_SIZE = 8_000


def content(ask: Ask, *, limit: int, keep: bool = False) -> Json:
    """Text and blocks; `keep` leaves out what was not given, for an update.

    Raises SlackError: no_text, msg_too_long, invalid_blocks.
    """
    text = ask.text("text")
    blocks = ask.value("blocks", SlackError("invalid_blocks_format"))
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > limit:
        raise SlackError("msg_too_long")
    found: Json = {"text": text}
    if blocks is not None:
        found["blocks"] = named(ask, blocks) or None
    if keep and not ask.has("text"):
        del found["text"]
    return found if keep else {key: value for key, value in found.items() if value is not None}


def named(ask: Ask, blocks: list[Json]) -> list[Json]:
    """The blocks, each with the block_id Slack gives those that came without one."""
    return [
        block if block.get("block_id") else {**block, "block_id": ask.world.mint("b")} for block in blocks
    ]


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
