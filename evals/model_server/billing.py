"""Token counts like those of a hosted model: about four characters a token, and a prefix cache."""

from collections import deque

from evals.model_server.asked import Call
from evals.model_server.replies import Reply, Usage

_CHARACTERS, _SHORTEST_PREFIX, _BLOCK, _REMEMBERED = 4, 1_024, 128, 64


class Billing:
    """Counts what was read and written, and which part of it stood at the start of an earlier prompt."""

    def __init__(self, *, reasoning: int = 0) -> None:
        self._reasoning = reasoning
        self._seen: dict[str, deque[str]] = {}

    def usage(self, call: Call, reply: Reply) -> Usage:
        """The bill of one answer; the prompt is remembered for the next."""
        if reply.usage is not None:
            return reply.usage
        prompt = f"{call.schema_name}\n{call.text}"
        read = tokens(prompt)
        cached = min(self._cached(call.model, prompt), read)
        written = tokens(reply.text or reply.refusal or "") + self._reasoning
        return Usage(read=read, written=written, cached=cached, reasoning=self._reasoning)

    def _cached(self, model: str, prompt: str) -> int:
        seen = self._seen.setdefault(model, deque(maxlen=_REMEMBERED))
        longest = max((_shared(prompt, earlier) for earlier in seen), default=0)
        seen.append(prompt)
        same = longest // _CHARACTERS
        return same // _BLOCK * _BLOCK if same >= _SHORTEST_PREFIX else 0


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    return -(-len(text) // _CHARACTERS)


def _shared(one: str, other: str) -> int:
    """How many characters two prompts begin with alike, to a block."""
    size = _BLOCK * _CHARACTERS
    same = 0
    while same < len(one) and one[same : same + size] == other[same : same + size]:
        same += size
    return min(same, len(one), len(other))
