"""Everything that can be set from outside. The only reader of the environment."""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CRMAGENT_"


class SettingsError(Exception):
    """A setting cannot be used. `variable` names it; its value may be a secret and stays out."""

    def __init__(self, variable: str, reason: str) -> None:
        self.variable, self.reason = variable, reason
        super().__init__(f"{variable} cannot be used: {reason}. Correct it in the environment or in .env.")


class Settings(BaseSettings):
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
    engine: Literal["rules"] = Field(
        default="rules", description="Who does the language work. `rules` is built in and needs nothing."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="WARNING", description="How much is told on standard error."
    )
    ingest_memory_mb: int = Field(
        default=1024,
        ge=128,
        description="Memory in MB that reading message logs may use; beyond it the disk helps out.",
    )

    @classmethod
    def variables(cls) -> dict[str, str]:
        """Each field with the environment variable that fills it."""
        return {
            name: "DATABASE_URL" if name == "database_url" else PREFIX + name.upper()
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
    def index_file(self) -> Path:
        """Where the vector index is kept."""
        return self.data_dir / "index.faiss"

    @property
    def error_log(self) -> Path:
        """Where errors nobody foresaw are written in full."""
        return self.data_dir / "errors.log"


def load_settings() -> Settings:
    """The settings of this process. Raises `SettingsError`, naming the variable, on a wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        variable = Settings.variables()[str(first["loc"][0]).lower()]
        raise SettingsError(variable, _reason(first["msg"])) from None


def _reason(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")
