"""What both transports have in common: something goes out, an acknowledgement comes back."""

from dataclasses import dataclass
from typing import Protocol

from playground.world.nouns import Json

EVENTS, COMMANDS, INTERACTIVE = "events_api", "slash_commands", "interactive"


@dataclass(frozen=True)
class Parcel:
    """One thing on its way to the app: which of the three kinds, and on which attempt it is."""

    kind: str
    payload: Json
    attempt: int = 0
    reason: str = ""


class UndeliveredError(Exception):
    """The app did not acknowledge. `reason` is Slack's word for it; `final` forbids another attempt."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final


class Transport(Protocol):
    """A way to the app."""

    async def send(self, parcel: Parcel, within: float) -> Json | None:
        """Deliver and wait for the acknowledgement; gives what it carried. Raises UndeliveredError."""
