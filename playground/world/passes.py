"""Things given out to be used once or for a while: triggers, response addresses, codes, socket tickets."""

from dataclasses import dataclass, field

from playground.clock import Clock

TRIGGER_LIFE = 3.0
RESPONSE_LIFE, RESPONSE_USES = 30 * 60.0, 5
CODE_LIFE = 10 * 60.0


@dataclass
class Trigger:
    """Lets the app open a modal for somebody, once and soon; `view` is the modal it was clicked in."""

    id: str
    user: str
    expires: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Lets the app answer an interaction: where, to whom, and about which message (its ts)."""

    id: str
    user: str
    channel: str
    expires: float
    ts: str | None = None
    is_ephemeral: bool = False
    thread: str | None = None
    uses: int = 0


@dataclass
class Code:
    """An OAuth code on its way to becoming a token."""

    id: str
    team: str
    user: str
    redirect_uri: str
    expires: float
    used: bool = False


@dataclass
class Passes:
    """Everything that was given out."""

    clock: Clock
    triggers: dict[str, Trigger] = field(default_factory=dict)
    responses: dict[str, ResponseUrl] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)

    def trigger(self, key: str, user: str, view: str | None = None) -> Trigger:
        """A new trigger, good for three seconds."""
        trigger = Trigger(f"{key}.playground", user, self.clock.now() + TRIGGER_LIFE, view)
        self.triggers[trigger.id] = trigger
        return trigger

    def keep_response(self, response: ResponseUrl) -> None:
        """Remember a response address; it is good for half an hour and five answers."""
        response.expires = self.clock.now() + RESPONSE_LIFE
        self.responses[response.id] = response
