"""What has been said when the demo opens: a few lines that people say, which the app then answers."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from playground.server import Playground

_SCENE = Path(__file__).with_name("scene.toml")
_DAYS = 10


async def play_scene(slack: Playground, *, today: date) -> str:
    """Let people say what the scene has them say; whatever listens answers as it would to anybody.

    Gives the address of the page on which the first line and its answer are in view. Raises `KeyError`
    for people or channels that the workspace does not have.
    """
    end = today + timedelta(days=_DAYS)
    address = ""
    for line in tomllib.loads(_SCENE.read_text(encoding="utf-8"))["said"]:
        person = slack.person(line["by"])
        where = await person.opens_dm() if line["where"] == "dm" else line["where"]
        text = line["text"].replace("{day}", f"{end.day} {end:%b}")
        ts = await person.says(where, text.strip())
        address = address or f"{slack.url}/#/{where}/{ts}"
    return address
