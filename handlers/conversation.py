"""A conversation about drafts: what was said before, what is said now, what is said back.

Knows nothing of terminals or chat programs; they show the `Reply` and keep the `Talk`.
"""

from datetime import date
from typing import TYPE_CHECKING

from agents.engines.rules.understanding.follow_up import read_follow_up
from agents.engines.tasks import UNDERSTAND, UnderstandInput
from agents.types import Draft, Merchant
from handlers.brain import Brain
from handlers.errors import NoHistoryError, RequestError
from handlers.moves import Move, read_move
from handlers.replies import chosen, shortest, waiting
from handlers.talk import Reply, Talk
from handlers.tenant import Tenant

if TYPE_CHECKING:
    from store.database import Database

_SHOWN = 8  # campaigns


class Conversation:
    """Answers one message after the other; `today` decides which offers still run.

    With a `tenant` it speaks for that tenant's shop alone; without one, for whoever runs the bot.
    """

    def __init__(self, brain: Brain, *, today: date, tenant: Tenant | None = None) -> None:
        self._brain, self._today, self._tenant = brain, today, tenant

    async def take(self, draft: Draft, talk: Talk) -> tuple[Reply, Talk]:
        """The answer to a draft that is ready made, from a form for instance, and the talk then."""
        return await self._improved(draft, talk.model_copy(update={"seed": 0, "wishes": ()}))

    async def answer(self, text: str, talk: Talk) -> tuple[Reply, Talk]:
        """What to say to `text` after `talk`, and where that leaves the conversation."""
        move = read_move(text)
        try:
            return await (self._moved(move, talk) if move else self._told(text, talk))
        except RequestError as problem:
            return Reply(kind="note", text=str(problem)), talk

    # ── a draft, or something about one ──────────────────────────────────────
    async def _told(self, text: str, talk: Talk) -> tuple[Reply, Talk]:
        market = talk.merchant.market if talk.merchant else None
        inputs = UnderstandInput(text=text, today=self._today, market=market)
        found = await self._brain.engine.run(UNDERSTAND, inputs)
        said = self._as_follow_up(text, found.draft, talk)
        draft, talk = await self._joined(said, talk)
        if found.unclear:
            return Reply(kind="note", text=" ".join(found.unclear)), talk.model_copy(update={"draft": draft})
        if not draft.body.strip():
            return waiting(draft, talk)
        return await self._improved(draft, talk.model_copy(update={"seed": 0}))

    def _as_follow_up(self, text: str, said: Draft, talk: Talk) -> Draft:
        """Once there is a draft, a short message that may speak of it does, rather than replace it."""
        if said.body != text or talk.draft is None or not talk.draft.body:
            return said
        market = talk.merchant.market if talk.merchant else None
        return read_follow_up(text, today=self._today, market=market) or said

    async def _joined(self, said: Draft, talk: Talk) -> tuple[Draft, Talk]:
        """What was said now with what was said before; a new text starts over, but for its shop."""
        if said.merchant:
            talk = talk.model_copy(update={"merchant": await self._merchant(said.merchant)})
        before = talk.draft
        if before is None or (said.body and before.body):
            before = Draft(body="")
        told = {name: value for name in Draft.model_fields if (value := getattr(said, name))}
        return before.model_copy(update=told | {"merchant": talk.merchant or before.merchant}), talk

    async def _improved(self, draft: Draft, talk: Talk) -> tuple[Reply, Talk]:
        suggestion = await self._brain.improve(draft, today=self._today, seed=talk.seed)
        reply = Reply(kind="suggestion", draft=draft, suggestion=suggestion)
        return reply, talk.model_copy(update={"draft": draft, "suggestion": suggestion})

    # ── short commands ───────────────────────────────────────────────────────
    async def _moved(self, move: Move, talk: Talk) -> tuple[Reply, Talk]:
        if move.kind == "help":
            return Reply(kind="help"), talk
        if move.kind == "quit":
            return Reply(kind="farewell", text="See you."), talk
        if move.kind == "weak":
            return await self._weak(talk)
        if move.kind == "campaign":
            return await self._campaign(move.campaign_id, talk)
        if talk.draft is None or not talk.draft.body or talk.suggestion is None:
            return Reply(kind="note", text="Paste a draft first, or name a campaign."), talk
        return await self._about_answer(move, talk, talk.draft)

    async def _about_answer(self, move: Move, talk: Talk, draft: Draft) -> tuple[Reply, Talk]:
        """Commands that speak of the answer just given."""
        if move.kind == "more":
            return await self._improved(draft, talk.model_copy(update={"seed": talk.seed + 1}))
        if move.kind in {"no_voucher", "no_product"}:
            without = draft.model_copy(update={move.kind.removeprefix("no_"): None})
            return await self._improved(without, talk)
        if move.kind == "why":
            return Reply(kind="details", draft=draft, suggestion=talk.suggestion), talk
        if move.kind == "shorter":
            return shortest(talk), talk
        return chosen(talk, move.number), talk

    async def _campaign(self, campaign_id: str, talk: Talk) -> tuple[Reply, Talk]:
        # The store takes half a second to load: only conversations about the past pay for it.
        from handlers.history import campaign_draft  # noqa: PLC0415

        draft = await campaign_draft(self._database, campaign_id, merchant=talk.merchant)
        return await self._improved(draft, talk.model_copy(update={"seed": 0}))

    async def _weak(self, talk: Talk) -> tuple[Reply, Talk]:
        from handlers.history import campaigns_of  # noqa: PLC0415 - as above

        if talk.merchant is None:
            return Reply(kind="note", text="Whose campaigns? Say “merchant: ” and the name."), talk
        rows = await campaigns_of(self._database, talk.merchant, weak_only=True, limit=_SHOWN)
        return Reply(kind="campaigns", campaigns=rows), talk

    # ── the past ─────────────────────────────────────────────────────────────
    @property
    def _database(self) -> "Database":
        if self._brain.database is None:
            raise NoHistoryError
        return self._brain.database

    async def _merchant(self, said: Merchant) -> Merchant:
        """The merchant of the history that was named; without a history, the name as it is."""
        from handlers.history import find_merchant  # noqa: PLC0415 - as above

        return await find_merchant(self._database, said.name) if self._brain.database else said
