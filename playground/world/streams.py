"""Messages that grow while they are read."""

from typing import Any

from playground.world import messages
from playground.world.nouns import Channel, Json
from playground.world.world import World

# Slack closes a stream about five minutes after it began, appended to or not.
LIFE = 5 * 60.0


def start(world: World, channel: Channel, message: Json, display: str) -> Json:
    """Begin a stream; the message says that it is one as long as it runs."""
    stored = messages.post(
        world, channel, {**message, "text": "", "blocks": [], "streaming_state": "in_progress"}
    )
    world.streams[stored["ts"]] = {"until": world.clock.now() + LIFE, "display": display}
    return stored


def is_running(world: World, message: Json) -> bool:
    """Whether more can be appended; a stream that ran out is closed on the way."""
    stream = world.streams.get(message["ts"])
    if stream and world.clock.now() >= stream["until"]:
        del world.streams[message["ts"]]
        message["streaming_state"] = "expired"
        return False
    return stream is not None


def append(world: World, channel: Channel, message: Json, chunks: list[Json]) -> None:
    """Add chunks to the message and tell the page."""
    for chunk in chunks:
        _ADDERS[chunk["type"]](world, message, chunk)
    world.tell_channel(channel, "stream", message=message)


def stop(world: World, channel: Channel, message: Json, blocks: list[Json]) -> None:
    """End the stream; the blocks stand below what was streamed."""
    world.streams.pop(message["ts"], None)
    content = {"blocks": [*message["blocks"], *blocks] or None, "streaming_state": "completed"}
    messages.change(world, channel, message["ts"], content)


def _add_text(world: World, message: Json, chunk: Json) -> None:
    message["text"] += chunk["text"]
    blocks = message["blocks"]
    if blocks and blocks[-1]["type"] == "markdown":
        blocks[-1]["text"] += chunk["text"]
    else:
        blocks.append({"type": "markdown", "block_id": world.mint("b"), "text": chunk["text"]})


def _add_task(world: World, message: Json, chunk: Json) -> None:
    task = {"type": "task_card", "task_id": chunk["id"], "title": chunk["title"], "status": chunk["status"]}
    if world.streams[message["ts"]]["display"] == "plan":
        tasks: list[Json] = _plan(world, message)["tasks"]
    else:
        tasks = message["blocks"]
    old = next((t for t in tasks if t.get("task_id") == chunk["id"]), None)
    if old is None:
        old = {"block_id": world.mint("b")}
        tasks.append(old)
    old.update(task)
    for part in ("details", "output"):
        if chunk.get(part):
            old[part] = _grown(old.get(part), chunk[part])
    if chunk.get("sources"):
        old["sources"] = [*old.get("sources", []), *chunk["sources"]]


def _add_title(world: World, message: Json, chunk: Json) -> None:
    _plan(world, message)["title"] = chunk["title"]


def _add_blocks(world: World, message: Json, chunk: Json) -> None:
    message["blocks"] += [{"block_id": world.mint("b"), **block} for block in chunk["blocks"]]


def _plan(world: World, message: Json) -> Json:
    blocks: list[Json] = message["blocks"]
    for block in blocks:
        if block["type"] == "plan":
            return block
    blocks.append({"type": "plan", "block_id": world.mint("b"), "title": "Working on it", "tasks": []})
    return blocks[-1]


def _grown(rich_text: Any, more: str) -> Json:  # noqa: ANN401 - a rich_text block or None
    """Details that are sent again are added to those that are there."""
    parts = rich_text["elements"][0]["elements"] if rich_text else []
    section = {"type": "rich_text_section", "elements": [*parts, {"type": "text", "text": more}]}
    return {"type": "rich_text", "elements": [section]}


_ADDERS = {
    "markdown_text": _add_text,
    "task_update": _add_task,
    "plan_update": _add_title,
    "blocks": _add_blocks,
}
