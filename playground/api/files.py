"""`files.*`: uploading in three steps, and looking at files."""

import copy
from typing import Any

from playground.api.ask import Ask
from playground.api.chat import author
from playground.api.content import checked_blocks
from playground.api.downloads import may_see
from playground.api.errors import SlackError, invalid_arguments
from playground.world import files, messages
from playground.world.nouns import Channel, File, Json


def get_upload_url(ask: Ask) -> Json:
    """`files.getUploadURLExternal`: where to send the bytes, and the id they will have."""
    name, length = ask.need("filename"), ask.number("length", 0)
    if length < 1:
        raise invalid_arguments("missing required field: length")
    file = files.new_file(ask.world, ask.team, ask.token.user, name, length)
    return {"upload_url": f"{ask.world.url}/upload/{file.about['id']}", "file_id": file.about["id"]}


def complete_upload(ask: Ask) -> Json:
    """`files.completeUploadExternal`: share what was sent, in a channel if one is named."""
    named: Any = ask.value("files")
    if not isinstance(named, list) or not named or not all(isinstance(n, dict) for n in named):
        raise invalid_arguments("missing required field: files")
    channel = _place(ask)
    found = [_arrived(ask, one) for one in named]
    if channel is not None:
        about = [files.share(ask.world, ask.team, file, channel) for file in found]
        messages.post(ask.world, channel, _message(ask, channel, about))
    for file in found:
        file.shared = True
    return {"files": [copy.deepcopy(file.about) for file in found]}


def info(ask: Ask) -> Json:
    """`files.info`."""
    file = ask.team.files.get(ask.need("file"))
    if file is None or not file.shared or not may_see(ask.world, ask.team.id, ask.token.user, file):
        raise SlackError("file_not_found")
    return {"file": copy.deepcopy(file.about), "comments": []}


def _place(ask: Ask) -> Channel | None:
    return ask.channel("channel_id") if ask.has("channel_id") else None


def _arrived(ask: Ask, named: Json) -> File:
    file = ask.team.files.get(str(named.get("id")))
    if file is None or file.content is None or file.shared or file.about["user"] != ask.token.user:
        raise SlackError("file_not_found")
    file.about["title"] = named.get("title") or file.about["name"]
    return file


def _message(ask: Ask, channel: Channel, about: list[Json]) -> Json:
    thread, blocks = ask.root(channel), checked_blocks(ask)
    message = {**author(ask), "text": ask.text("initial_comment"), "files": about, "upload": True}
    message |= {"subtype": "file_share"} | ({"thread_ts": thread} if thread else {})
    return message | ({"blocks": blocks} if blocks else {})
