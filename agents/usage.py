"""What a suggestion took of a model."""

from pydantic import Field

from agents.values import Value


class Usage(Value):
    """What a suggestion took of a model: answers, tokens and what they cost.

    `tokens_cached` are those of `tokens_in` that were read from the server's cache. `cost` is None when
    the price of a model is not known; `prompts` names the version of each prompt that was used.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    cost: float | None = 0.0
    currency: str = "USD"
    prompts: dict[str, str] = Field(default_factory=dict)

    @property
    def told(self) -> str:
        """In words: "11 requests to the model, about USD 0.008"."""
        requests = "1 request" if self.calls == 1 else f"{self.calls} requests"
        paid = "at a price I don't know" if self.cost is None else f"about {self.currency} {self.cost:.3f}"
        return f"{requests} to the model, {paid}"

    def plus(self, other: "Usage") -> "Usage":
        """Both together."""
        unknown = self.cost is None or other.cost is None
        return Usage(
            calls=self.calls + other.calls,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_cached=self.tokens_cached + other.tokens_cached,
            tokens_out=self.tokens_out + other.tokens_out,
            cost=None if unknown else (self.cost or 0.0) + (other.cost or 0.0),
            currency=other.currency,
            prompts=self.prompts | other.prompts,
        )
