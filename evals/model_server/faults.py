"""The ways in which model servers go wrong, each as a behaviour."""

import random
from collections.abc import Sequence
from dataclasses import replace

from evals.model_server.asked import Call
from evals.model_server.replies import Behaviour, Reply, fail, say

_FOREVER = 3_600.0


def failing(status: int, *, retry_after: float | None = None, message: str = "") -> Behaviour:
    """Answers with an error of this status, such as 429 with `retry_after` seconds, or 500."""
    said = message or {429: "Rate limit reached.", 500: "The server had an error."}.get(status, "No.")
    return lambda _: fail(status, said, retry_after=retry_after)


def hanging(_: Call) -> Reply:
    """Never answers."""
    return Reply(delay=_FOREVER)


def late(behaviour: Behaviour, seconds: float) -> Behaviour:
    """Answers like `behaviour`, so much later."""
    return lambda call: replace(behaviour(call), delay=seconds)


def garbled(_: Call) -> Reply:
    """A body that is no JSON at all, as proxies send it."""
    return Reply(raw=b"<html><body>502 Bad Gateway</body></html>")


def saying(text: str) -> Behaviour:
    """Says the same to everybody: prose, half a JSON, nothing."""
    return lambda _: say(text)


def refusing(_: Call) -> Reply:
    """Declines, in the field that the API has for it."""
    return Reply(refusal="I'm sorry, but I can't help with that request.")


def cut_short(behaviour: Behaviour) -> Behaviour:
    """Runs out of tokens half-way through what `behaviour` would have said."""

    def cut(call: Call) -> Reply:
        reply = behaviour(call)
        return replace(reply, text=reply.text[: len(reply.text) // 2], finish="length")

    return cut


def filtered(_: Call) -> Reply:
    """Stopped by the provider's content filter before a word was said."""
    return Reply(finish="content_filter")


def hanging_up(behaviour: Behaviour, *, at_once: bool = False) -> Behaviour:
    """Closes the connection in the middle of what `behaviour` would have said, or before a word of it."""
    return lambda call: replace(behaviour(call), broken="at once" if at_once else "in the middle")


def now_and_then(behaviour: Behaviour, wrong: Sequence[Behaviour], *, share: float, seed: int) -> Behaviour:
    """Answers like one of `wrong` on this share of the calls, else like `behaviour`; the same for a seed."""
    chance = random.Random(seed)  # noqa: S311 - which calls fail is no secret

    def answer(call: Call) -> Reply:
        return chance.choice(wrong)(call) if chance.random() < share else behaviour(call)

    return answer
