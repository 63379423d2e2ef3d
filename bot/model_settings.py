"""What can be set of the model: which, where, how long, how much."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BaseModel, Field, SecretStr

from agents.engines.model.types import Effort
from bot.credentials import trimmed
from bot.values import model_address

_Folder = Annotated[Path, AfterValidator(Path.expanduser)]
_Name = Annotated[str, Field(min_length=1, pattern=r"^\S+$")]


class ModelSettings(BaseModel):
    """The part of the settings that only matters with a model."""

    openai_api_key: Annotated[SecretStr, AfterValidator(trimmed)] | None = Field(
        default=None,
        validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"),
        description="The key for the model's server; one on your own machine may need none.",
    )
    openai_base_url: Annotated[str, AfterValidator(model_address)] = Field(
        default="https://api.openai.com/v1",
        validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"),
        description="Where the model's server is: OpenAI's, or any that takes chat completions as it does "
        "(Azure, vLLM, Ollama, llama.cpp).",
    )
    model: _Name = Field(default="gpt-4.1-mini", description="The model that does the language work.")
    model_content: _Name | None = Field(default=None, description="Another model for reading drafts.")
    model_template: _Name | None = Field(
        default=None, description="Another model for writing, and for explaining what was written."
    )
    model_evaluate: _Name | None = Field(
        default=None, description="Another model for judging: best not the one that writes."
    )
    model_conversation: _Name | None = Field(
        default=None, description="Another model for making out what a chat message says of a draft."
    )
    model_effort: Effort | None = Field(
        default=None,
        description="How hard a model that reasons should think: `none`, `minimal`, `low`, `medium` or "
        "`high`. Without it, the server decides.",
    )
    model_timeout: float = Field(
        default=30.0, gt=0, description="How many seconds one request to the model may take."
    )
    model_deadline: float = Field(
        default=60.0,
        gt=0,
        description="How many seconds all requests for one draft may take together; then the built-in rules "
        "go on.",
    )
    model_concurrency: int = Field(
        default=256, ge=1, description="How many requests to the model one process may have open at once."
    )
    model_stream: bool = Field(
        default=False,
        description="Whether answers are taken piece by piece, `true` or `false`: for gateways that cut "
        "quiet connections.",
    )
    prompts: _Folder | None = Field(
        default=None,
        description="Folder with prompts of your own, such as `rewrite.md`, in place of those in "
        "`agents/prompts`.",
    )
    daily_tokens: int | None = Field(
        default=None, ge=1, description="How many tokens each shop may use in a day; without it, no limit."
    )
    daily_requests: int | None = Field(
        default=None, ge=1, description="How many requests each shop may make in a day; without it, no limit."
    )
    record: _Folder | None = Field(
        default=None, description="Folder in which each request to the model is kept with its answer."
    )
    replay: _Folder | None = Field(
        default=None,
        description="Folder of such recordings to answer from, in place of the model's server. With both, "
        "the server is asked what is not there.",
    )

    @property
    def models(self) -> dict[str, str]:
        """The model of each agent."""
        return {
            "content": self.model_content or self.model,
            "template": self.model_template or self.model,
            "evaluate": self.model_evaluate or self.model,
            "conversation": self.model_conversation or self.model,
        }

    @property
    def needs_key(self) -> bool:
        """Whether the model's server is one that answers nobody without a key."""
        asks = self.replay is None or self.record is not None
        return asks and self.openai_base_url == "https://api.openai.com/v1"
