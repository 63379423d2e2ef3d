"""Brings events and interactions to the app, whichever way it listens, and tries again as Slack does."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
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
        self.ack_within = ACK_WITHIN
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
        for _ in range(2 if self._faults.double() else 1):
            parcel = Parcel(EVENTS, body)
            self._start(self._deliver(parcel, self._note(parcel)))

    async def again(self, event_id: str) -> None:
        """Deliver an event once more, as Slack does when an acknowledgement got lost."""
        earlier = [d for d in self.deliveries if d.event_id == event_id]
        parcel = Parcel(EVENTS, self.sent[event_id], len(earlier), "timeout")
        with suppress(UndeliveredError):
            await self._attempt(parcel, self._note(parcel))

    async def interact(self, kind: str, payload: Json) -> Json | None:
        """Deliver an interaction, once; gives what the acknowledgement carried.

        Raises UndeliveredError when the app did not acknowledge.
        """
        parcel = Parcel(kind, payload)
        return await self._attempt(parcel, self._note(parcel))

    async def close(self) -> None:
        """Stop trying."""
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, parcel: Parcel, entry: Delivery) -> None:
        """Try until it is acknowledged, forbidden, or tried often enough."""
        for wait in (*self.retry_after, None):
            try:
                await self._attempt(parcel, entry)
            except UndeliveredError as error:
                if error.final or wait is None:
                    return
                await asyncio.sleep(wait)
                parcel = replace(parcel, attempt=parcel.attempt + 1, reason=error.reason)
                entry = self._note(parcel)
            else:
                return

    def _note(self, parcel: Parcel) -> Delivery:
        """Begin an entry in the log."""
        is_event = parcel.kind == EVENTS
        kind = parcel.payload["event"]["type"] if is_event else parcel.payload.get("type", parcel.kind)
        event_id = parcel.payload.get("event_id", "")
        entry = Delivery(event_id, str(kind), parcel.attempt, parcel.reason, self._world.clock.now())
        self.deliveries.append(entry)
        return entry

    async def _attempt(self, parcel: Parcel, entry: Delivery) -> Json | None:
        try:
            carried = await self.transport.send(parcel, self.ack_within)
        except UndeliveredError as error:
            entry.failure = error.reason
            raise
        entry.acked_at = self._world.clock.now()
        return carried
