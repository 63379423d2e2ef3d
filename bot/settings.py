"""Everything that can be set from outside. The only reader of the environment."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.copilot_settings import CopilotSettings
from bot.credentials import app_token, bot_token, encryption_keys, trimmed
from bot.model_settings import ModelSettings
from bot.values import address, weighed, weights

PREFIX = "CRMAGENT_"
_CORRECT = "Correct it in the environment or in .env."
_SET = "Set it in the environment or in .env."
_Secret = Annotated[SecretStr, AfterValidator(trimmed)]


class SettingsError(Exception):
    """A setting cannot be used. `variable` names it; its value may be a secret and stays out."""

    def __init__(self, variable: str, reason: str, *, missing: bool = False) -> None:
        self.variable, self.reason = variable, reason
        what, remedy = ("is missing", _SET) if missing else ("cannot be used", _CORRECT)
        super().__init__(f"{variable} {what}: {reason}. {remedy}")


class Settings(ModelSettings, CopilotSettings, BaseSettings):
    """What the deployer decides, from the environment or from `.env`, with defaults that work at once."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: str = Field(
        default="",
        validation_alias=AliasChoices("database_url", "DATABASE_URL"),
        description="Where the history lives: `sqlite:///file.db` or `postgresql://user:password@host/name`. "
        "Without it, a SQLite file in the data folder.",
    )
    data_dir: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        default=Path("var"),
        description="Folder for what the bot writes: database, vector index, rejected rows, error log.",
    )
    engine: Literal["rules", "llm"] = Field(
        default="rules",
        description="Who does the language work. `rules` is built in and needs nothing; `llm` asks a model, "
        "and the rules where it fails.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="WARNING", description="How much is told on standard error."
    )
    ingest_memory_mb: int = Field(
        default=1024,
        ge=128,
        description="Memory in MB that reading message logs may use; beyond it the disk helps out.",
    )
    slack_bot_token: Annotated[SecretStr, AfterValidator(bot_token)] | None = Field(
        default=None,
        validation_alias=AliasChoices("slack_bot_token", "SLACK_BOT_TOKEN"),
        description="For one workspace: the token `xoxb-…` from “OAuth & Permissions”.",
    )
    slack_app_token: Annotated[SecretStr, AfterValidator(app_token)] | None = Field(
        default=None,
        validation_alias=AliasChoices("slack_app_token", "SLACK_APP_TOKEN"),
        description="For Socket Mode: the app-level token `xapp-…` with `connections:write`, from "
        "“Basic Information”.",
    )
    slack_signing_secret: _Secret | None = Field(
        default=None,
        validation_alias=AliasChoices("slack_signing_secret", "SLACK_SIGNING_SECRET"),
        description="For HTTP: the signing secret from “Basic Information”, by which Slack is recognised.",
    )
    slack_client_id: str | None = Field(
        default=None,
        validation_alias=AliasChoices("slack_client_id", "SLACK_CLIENT_ID"),
        description="For many workspaces, in place of the bot token: the client id from “Basic Information”.",
    )
    slack_client_secret: _Secret | None = Field(
        default=None,
        validation_alias=AliasChoices("slack_client_secret", "SLACK_CLIENT_SECRET"),
        description="For many workspaces: the client secret from “Basic Information”.",
    )
    slack_api_url: Annotated[str, AfterValidator(address)] = Field(
        default="https://slack.com/api/",
        validation_alias=AliasChoices("slack_api_url", "SLACK_API_URL"),
        description="Where Slack's Web API is; the local workspace has its own.",
    )
    encryption_key: Annotated[SecretStr, AfterValidator(encryption_keys)] | None = Field(
        default=None,
        description="For many workspaces: the Fernet key with which their tokens are encrypted. "
        "Several, comma-separated: the first encrypts, the others still decrypt.",
    )
    host: str = Field(
        default="127.0.0.1", description="The address HTTP is served on; `0.0.0.0` for every one there is."
    )
    port: int = Field(
        default=3000, ge=0, le=65535, description="The port HTTP is served on; 0 takes any that is free."
    )
    public_url: Annotated[str, AfterValidator(address)] | None = Field(
        default=None,
        description="The address under which Slack and assistants reach us over HTTP, such as "
        "`https://crm.example.com`.",
    )
    replica: str = Field(
        default="main",
        pattern=r"^[\w.-]{1,64}$",
        description="The name of this process among several, the same after a restart: each finishes what "
        "it began.",
    )
    thinkers: int = Field(
        default=1,
        ge=0,
        description="How many processes answer drafts beside the one that listens to Slack; with 0 it does "
        "both, and hears less well while it thinks.",
    )
    requests_per_minute: int = Field(
        default=20, ge=1, description="How many requests one person may make in a minute."
    )
    reactions: Annotated[str, AfterValidator(weighed)] = Field(
        default="+1=1, heart=1, fire=1, tada=1, 100=1, clap=1, raised_hands=1, star-struck=1, rocket=1, "
        "white_check_mark=0.5, ok_hand=0.5, eyes=0, thinking_face=-0.3, confused=-0.5, "
        "disappointed=-0.5, -1=-1, x=-1",
        description="What a reaction on an answer says of it, from -1 to 1, by the name of its emoji; "
        "others are not kept.",
    )
    keep_days: int = Field(
        default=7,
        ge=1,
        description="How many days a finished request is kept, so that it is not done twice.",
    )
    keep_votes_days: int = Field(
        default=730,
        ge=1,
        description="How many days it is kept who chose, edited or reacted to what, and what that taught.",
    )

    @classmethod
    def variables(cls) -> dict[str, str]:
        """Each field with the environment variable that fills it."""
        theirs = ("database_url", "openai_", "slack_")
        return {
            name: name.upper() if name.startswith(theirs) else PREFIX + name.upper()
            for name in cls.model_fields
        }

    @classmethod
    def unknown_variables(cls) -> tuple[str, ...]:
        """Variables with our prefix that mean nothing to us: most likely misspelt."""
        known = set(cls.variables().values())
        return tuple(sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known))

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.data_dir / 'crmagent.db'}"

    @property
    def database_file(self) -> Path | None:
        """The file of a SQLite database, None for one in memory or on a server."""
        address, _, path = self.database.partition(":///")
        return Path(path) if address.startswith("sqlite") and path else None

    @property
    def jobs_database(self) -> str:
        """The address of the database in which jobs are recorded: a file of their own, or the same server."""
        server = self.database_file is None and not self.database.startswith("sqlite")
        return self.database if server else f"sqlite:///{self.data_dir / 'jobs.db'}"

    @property
    def index_file(self) -> Path:
        """Where the vector index is kept."""
        return self.data_dir / "index.faiss"

    @property
    def error_log(self) -> Path:
        """Where errors nobody foresaw are written in full."""
        return self.data_dir / "errors.log"

    @property
    def reaction_weights(self) -> Mapping[str, float]:
        """What each reaction says of an answer, −1 to 1, by the name of its emoji."""
        return weights(self.reactions)


def load_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`, naming the variable, on a wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = Settings.variables()[str(first["loc"][0]).lower()]
        raise SettingsError(variable, _reason(first["msg"])) from None


def _reason(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:].rstrip(".")
