"""Trouble on demand: what Slack does on its bad days."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from playground.api.errors import SlackError
from playground.world.world import World

_SERVER_ERROR = 500


@dataclass
class _Fault:
    method: str
    error: SlackError
    times: int
    after: bool


@dataclass
class _Delay:
    method: str
    seconds: float
    times: int


class Faults:
    """Faults waiting for the call, socket or delivery they will hit."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._faults: list[_Fault] = []
        self._delays: list[_Delay] = []
        self.duplicates = 0
        self.on_drop: Callable[[], None] = lambda: None
        self.on_refresh: Callable[[], None] = lambda: None

    def fail(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """Let the next calls of a method fail; with `after` Slack has done the thing all the same."""
        code = error or ("internal_error" if status >= _SERVER_ERROR else "fatal_error")
        refusal = SlackError(code, status=status, retry_after=retry_after)
        self._faults.append(_Fault(method, refusal, times, after))

    def delay(self, method: str, *, seconds: float, times: int = 1) -> None:
        """Let the next calls of a method wait before anything happens."""
        self._delays.append(_Delay(method, seconds, times))

    def duplicate(self, times: int = 1) -> None:
        """Deliver each of the next events twice, though the first was acknowledged."""
        self.duplicates += times

    def drop_socket(self) -> None:
        """Cut every socket at once, in the middle of whatever runs."""
        self.on_drop()

    def refresh_sockets(self) -> None:
        """Ask every client politely to connect anew, as Slack does every few hours."""
        self.on_refresh()

    def revoke(self, token: str) -> None:
        """Make a token worthless without a word to the app."""
        self._world.tokens[token].state = "revoked"

    def clear(self) -> None:
        """Forget every fault that has not hit yet."""
        self._faults.clear()
        self._delays.clear()
        self.duplicates = 0

    async def wait(self, method: str) -> None:
        """Wait as long as a call of this method has to."""
        for delay in self._delays:
            if delay.method == method and delay.times > 0:
                delay.times -= 1
                await asyncio.sleep(delay.seconds)
                return

    def hit(self, method: str, *, after: bool) -> None:
        """Raise the SlackError that a call of this method has to meet, if any."""
        for fault in self._faults:
            if (fault.method, fault.after) == (method, after) and fault.times > 0:
                fault.times -= 1
                raise fault.error

    def double(self) -> bool:
        """Whether the event at hand is one of those delivered twice."""
        self.duplicates -= (hit := self.duplicates > 0)
        return hit
