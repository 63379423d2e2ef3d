"""How the Web API says no."""

from collections.abc import Iterable, Mapping


class SlackError(Exception):
    """An answer with `ok: false`: Slack's code, and what goes with it in the body."""

    def __init__(
        self, code: str, *, status: int = 200, retry_after: int | None = None, **more: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.more = more

    @property
    def body(self) -> Mapping[str, object]:
        """The whole answer."""
        return {"ok": False, "error": self.code, **self.more}

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers that go with it."""
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


def refused(code: str, problems: Iterable[str]) -> SlackError:
    """The refusal of blocks or a view, with the place of each problem."""
    found = list(problems)
    marked = [f"[ERROR] {problem}" for problem in found]
    return SlackError(code, errors=found, response_metadata={"messages": marked})


def invalid_arguments(*messages: str) -> SlackError:
    """The refusal of arguments that are missing or of the wrong kind, one sentence each."""
    marked = [f"[ERROR] {message}" for message in messages]
    return SlackError("invalid_arguments", response_metadata={"messages": marked})
