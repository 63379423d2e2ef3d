"""Files: their descriptions, their bytes, and the messages that carry them."""

import mimetypes

from playground.world.nouns import Channel, File, Json, Team
from playground.world.world import World

_TYPES = {"csv": "text/csv", "parquet": "application/octet-stream", "jsonl": "application/x-ndjson"}


def new_file(world: World, team: Team, user: str, name: str, length: int) -> File:
    """A file that is to come; it has its addresses, but nobody sees it until it is shared."""
    file_id = world.mint("F")
    ending = name.rpartition(".")[2].lower() if "." in name else "text"
    now = int(world.clock.now())
    place = f"{world.url}/files-pri/{team.id}-{file_id}"
    about = {
        "id": file_id,
        "created": now,
        "timestamp": now,
        "name": name,
        "title": name,
        "mimetype": _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        "filetype": ending,
        "pretty_type": ending.upper(),
        "user": user,
        "user_team": team.id,
        "size": length,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{place}/{name}",
        "url_private_download": f"{place}/download/{name}",
        "permalink": f"{world.url}/files/{user}/{file_id}/{name}",
        "channels": [],
        "groups": [],
        "ims": [],
    }
    file = File(about, length=length)
    team.files[file_id] = file
    return file


def share(world: World, team: Team, file: File, channel: Channel) -> Json:
    """Let the members of a channel see a file; gives its description for the message."""
    lists = {"channel": "channels", "private": "groups", "im": "ims"}
    places = file.about[lists[channel.kind]]
    if channel.id not in places:
        places.append(channel.id)
    file.shared = True
    file.about["is_public"] = bool(file.about["channels"])
    if team.installation.bot_user in channel.members:
        told = {"file_id": file.about["id"], "user_id": file.about["user"], "channel_id": channel.id}
        world.happened(team, {"type": "file_shared", **told, "file": {"id": file.about["id"]}})
    return file.about
