"""For which workspace something happened."""

from collections.abc import Mapping
from typing import Any


def team_of(body: Mapping[str, Any]) -> str:
    """The workspace an event was delivered for.

    In a channel shared between organisations `team_id` may be the other side's: then Slack names ours
    as the context. An event for a whole organisation has only the former.
    """
    return str(body.get("context_team_id") or body["team_id"])
