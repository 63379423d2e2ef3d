"""What was sent to the app, when, and whether it acknowledged it."""

from dataclasses import dataclass


@dataclass
class Delivery:
    """One attempt to tell the app something.

    `kind` is the event's type or that of the interaction; `event_id` is empty for interactions;
    `attempt` counts from 0; `reason` says why an earlier attempt failed, `failure` why this one did.
    """

    event_id: str
    kind: str
    attempt: int
    reason: str
    sent_at: float
    acked_at: float | None = None
    failure: str = ""

    @property
    def ack_seconds(self) -> float | None:
        """How long the app took to acknowledge; None if it did not."""
        return None if self.acked_at is None else self.acked_at - self.sent_at
