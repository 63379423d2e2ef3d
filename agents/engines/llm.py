"""The one place that speaks to a model's server: any that understands OpenAI's chat completions."""

import asyncio
import logging
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from agents.engines.model.address import address_of
from agents.engines.model.completion import Pieces, read_completion
from agents.engines.model.dialect import Dialect
from agents.engines.model.errors import (
    ModelBusyError,
    ModelError,
    ModelInvalidError,
    ModelRefusedError,
    ModelRejectedError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from agents.engines.model.types import ModelAnswer, ModelCall, TokenUsage

if TYPE_CHECKING:
    import openai

_COMPLETIONS = "/chat/completions"
_TRIES = 8  # until a server's dialect is known: two forms of an answer and what else it may turn down
_until: ContextVar[float | None] = ContextVar("until", default=None)


class OpenAIServer:
    """A server at `base_url`, asked at most `concurrency` things at once, for all models it has.

    `timeout` is in seconds for one try; `retries` more follow, after as long as the server asks for or
    with growing pauses, but never past the time that a call is given. With `stream` an answer is taken
    piece by piece, for gateways that cut quiet connections. What a server does not understand of a
    request is found out once for each model and remembered.
    """

    def __init__(
        self,
        *,
        api_key: str,
        base_url: str,
        timeout: float = 30.0,
        retries: int = 2,
        concurrency: int = 16,
        stream: bool = False,
    ) -> None:
        # Half a second to load, which whoever asks no model need not wait for.
        import openai  # noqa: PLC0415

        # At DEBUG some versions of the library write down whole requests.
        level = max(logging.INFO, logging.getLogger().getEffectiveLevel())
        logging.getLogger("openai").setLevel(level)
        self._openai, self._stream = openai, stream
        where = address_of(base_url)
        hooks: dict[str, list[Any]] = {
            "request": [_with_azures_key] if where.is_deployment else [],
            "response": [_wait_no_longer_than_there_is],
        }
        self._client = openai.AsyncOpenAI(
            api_key=api_key,
            base_url=where.url,
            default_query=where.query,
            timeout=timeout,
            max_retries=retries,
            # On aiohttp: with hundreds of requests open it takes a quarter of the time of the default.
            http_client=openai.DefaultAioHttpClient(event_hooks=hooks, timeout=timeout),
        )
        self._turns = asyncio.Semaphore(concurrency)
        self._dialects: dict[str, Dialect] = {}

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        """What the model says, within so many seconds, waiting for a turn included.

        Refusals and answers that were cut off come back as such. Raises `ModelError` if nothing does.
        """
        try:
            async with asyncio.timeout(within) as limit:
                token = _until.set(limit.when())
                try:
                    async with self._turns:
                        return await self._asked(call)
                finally:
                    _until.reset(token)
        except TimeoutError:
            raise ModelTimeoutError(call.model, "no answer in the time there was") from None

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    async def _asked(self, call: ModelCall) -> ModelAnswer:
        dialect = self._dialects.setdefault(call.model, Dialect(stream=self._stream))
        spent = TokenUsage()
        for _ in range(_TRIES):
            said = dialect.say(call)
            try:
                answer = await self._heard(said)
            except (self._openai.OpenAIError, ValueError) as error:
                if dialect.adapt(said, self._complaint(error)):
                    continue
                raise self._failure(call, error) from None
            spent = spent.plus(answer.usage)
            if not dialect.heed(call, said, answer):
                return answer.model_copy(update={"usage": spent})
        raise ModelRejectedError(call.model, "the server turns down every way of asking")

    async def _heard(self, said: dict[str, Any]) -> ModelAnswer:
        if not self._stream:
            # Past the library's types, which would take each message apart and put it together again.
            return read_completion(await self._client.post(_COMPLETIONS, cast_to=object, body=said))
        pieces = Pieces()
        async with await self._client.chat.completions.create(**said) as stream:
            async for chunk in stream:
                pieces.add(chunk.to_dict())
        return pieces.answer()

    def _complaint(self, error: Exception) -> str:
        """What a server says of the way it was asked; some call what they don't know a fault of their own."""
        if not isinstance(error, self._openai.APIStatusError) or error.status_code not in _ASKED_WRONGLY:
            return ""
        return f"{error.param} {error.message}"

    def _failure(self, call: ModelCall, error: "openai.OpenAIError | ValueError") -> ModelError:
        """The error in our words: what the server says of it may repeat the draft or the key."""
        library = self._openai
        # On aiohttp the library takes every lost connection for one that took too long to make.
        is_lost = type(error.__cause__).__name__ == "ConnectTimeout"
        if isinstance(error, library.APITimeoutError) and not is_lost:
            return ModelTimeoutError(call.model, "the server took too long")
        if isinstance(error, library.APIStatusError):
            return _status_failure(call.model, error.status_code, str(error.code))
        if isinstance(error, library.OpenAIError):
            return ModelUnreachableError(call.model, "the server can't be reached or broke off")
        return ModelInvalidError(call.model, "the server sent something that is no answer")


def _status_failure(model: str, status: int, code: str) -> ModelError:
    if "content_filter" in code:
        return ModelRefusedError(model, "the server's filter stopped it")
    if code == "insufficient_quota":
        return ModelRejectedError(model, "the account at the server has no credit left")
    if status == _TOO_MANY:
        return ModelBusyError(model, "the server has too many requests of ours")
    if status >= _OF_THE_SERVER:
        return ModelUnreachableError(model, f"the server has a fault of its own (status {status})")
    what = _TURNED_DOWN.get(status, "the server turns the request down")
    return ModelRejectedError(model, f"{what} (status {status})")


_TOO_MANY, _OF_THE_SERVER = 429, 500
_ASKED_WRONGLY = {400, 422, 500, 501}
_TURNED_DOWN = {
    401: "the server does not accept the key",
    403: "the key may not use this model",
    404: "the server knows no such model, or the address is wrong",
}


async def _with_azures_key(request: Any) -> None:  # noqa: ANN401 - of the library's own client
    """Azure's deployments take the key in a header of their own; the usual one is for somebody's token."""
    request.headers["api-key"] = request.headers.pop("Authorization").removeprefix("Bearer ")


async def _wait_no_longer_than_there_is(response: Any) -> None:  # noqa: ANN401 - of the library's own client
    """Don't sleep through a pause the server asks for if the time is up before it ends."""
    until = _until.get()
    asked = response.headers.get("retry-after", "")
    if until is None or not asked.replace(".", "", 1).isdigit():
        return
    if asyncio.get_running_loop().time() + float(asked) >= until:
        response.headers["x-should-retry"] = "false"
