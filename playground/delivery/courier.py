"""Brings events and interactions to the app, whichever way it listens, and tries again as Slack does."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from playground.delivery.events import event_body, is_wanted
from playground.delivery.log import Delivery
from playground.delivery.transport import EVENTS, Parcel, Transport, UndeliveredError
from playground.faults import Faults
from playground.world.nouns import Json, Team
from playground.world.world import World

ACK_WITHIN = 3.0


class Courier:
    """Delivers; `deliveries` is everything it tried, `sent` the body of each event by id."""

    def __init__(
        self, world: World, faults: Faults, transport: Transport, retry_after: Sequence[float]
    ) -> None:
        self.transport = transport
        self.retry_after = tuple(retry_after)
        self.deliveries: list[Delivery] = []
        self.sent: dict[str, Json] = {}
        self._world = world
        self._faults = faults
        self._running: set[asyncio.Task[None]] = set()
        world.on_event.append(self.hear)

    def hear(self, team: Team, event: Json) -> None:
        """Something happened: deliver it if the app subscribed to it."""
        if not is_wanted(self._world.manifest, team, event):
            return
        body = event_body(self._world, team, event)
        self.sent[body["event_id"]] = body
        self._start(self._deliver(body))
        if self._faults.double():
            self._start(self._deliver(body))

    async def again(self, event_id: str) -> None:
        """Deliver an event once more, as Slack does when an acknowledgement got lost."""
        earlier = [d for d in self.deliveries if d.event_id == event_id]
        with suppress(UndeliveredError):
            await self._attempt(Parcel(EVENTS, self.sent[event_id], len(earlier), "timeout"))

    async def interact(self, kind: str, payload: Json) -> Json | None:
        """Deliver an interaction, once; gives what the acknowledgement carried.

        Raises UndeliveredError when the app did not acknowledge.
        """
        return await self._attempt(Parcel(kind, payload))

    async def close(self) -> None:
        """Stop trying."""
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, body: Json) -> None:
        reason = ""
        for attempt, wait in enumerate((0.0, *self.retry_after)):
            await asyncio.sleep(wait)
            try:
                await self._attempt(Parcel(EVENTS, body, attempt, reason))
            except UndeliveredError as error:
                if error.final:
                    return
                reason = error.reason
            else:
                return

    async def _attempt(self, parcel: Parcel) -> Json | None:
        now = self._world.clock.now
        kind = parcel.payload["event"]["type"] if parcel.kind == EVENTS else _kind(parcel)
        entry = Delivery(parcel.payload.get("event_id", ""), kind, parcel.attempt, parcel.reason, now())
        self.deliveries.append(entry)
        try:
            carried = await self.transport.send(parcel, ACK_WITHIN)
        except UndeliveredError as error:
            entry.failure = error.reason
            raise
        entry.acked_at = now()
        return carried


def _kind(parcel: Parcel) -> str:
    return str(parcel.payload.get("type", parcel.kind))
