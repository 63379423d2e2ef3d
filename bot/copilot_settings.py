"""What the deployer decides about assistants."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from bot.values import address
from handlers.copilot.caller import SCOPES, Scope


def _listed(text: str) -> tuple[str, ...]:
    """The parts of a comma-separated text, blanks around them and empty ones aside."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _switches(text: str) -> str:
    if wrong := set(_listed(text)) - set(SCOPES):
        raise ValueError(f"“{min(wrong)}” is none of {', '.join(SCOPES)}")
    return text


def _origins(text: str) -> str:
    for one in _listed(text):
        address(one)
    return text


class CopilotSettings(BaseModel):
    """Who may call the tools, from where, and how often."""

    slackbot_may: Annotated[str, AfterValidator(_switches)] = Field(
        default="read",
        description="What people may do through Slack's own assistant: `read`, `write`, `personal` (see "
        "personal data in the history), comma-separated.",
    )
    calls_per_minute: int = Field(
        default=60,
        ge=1,
        description="How many calls an assistant may make in a minute for one token or person.",
    )
    allowed_hosts: str = Field(
        default="",
        description="Names under which assistants reach us beside the public address, comma-separated, "
        "such as `crm.internal:8080`.",
    )
    allowed_origins: Annotated[str, AfterValidator(_origins)] = Field(
        default="",
        description="Web pages whose scripts may call us, comma-separated, such as "
        "`https://console.example.com`.",
    )

    oauth_issuer: Annotated[str, AfterValidator(address)] | None = Field(
        default=None,
        description="Your authorization server, for assistants whose people sign in, such as "
        "`https://login.example.com`; docs/plugin.md says what its tokens must hold.",
    )

    @property
    def slackbot_scopes(self) -> tuple[Scope, ...]:
        """The switches of people who come through Slack's assistant."""
        return tuple(_listed(self.slackbot_may))  # type: ignore[arg-type] # they were checked

    @property
    def more_hosts(self) -> tuple[str, ...]:
        """Further names of this server."""
        return _listed(self.allowed_hosts)

    @property
    def more_origins(self) -> tuple[str, ...]:
        """Further pages whose scripts may call."""
        return _listed(self.allowed_origins)
