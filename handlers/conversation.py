"""A conversation about drafts: what was said before, what is said now, what is said back.

Knows nothing of terminals or chat programs; they show the `Reply` and keep the `Talk`.
"""

from datetime import date
from typing import Any

from agents.assume import Usual
from agents.engines.tasks import Understanding
from agents.types import Draft, Wish
from agents.wishes import add_wishes
from handlers.brain import Brain
from handlers.errors import RequestError
from handlers.listening import Listener
from handlers.mentions import Mention, read_mention
from handlers.moves import Move, read_move
from handlers.past import Past
from handlers.replies import small_talk, too_long, waiting
from handlers.shop import other_shop_note, own_talk
from handlers.talk import Reply, Talk
from handlers.tenant import Tenant
from handlers.voting import taken, thumb_of, thumbed
from handlers.wished import with_wishes_told

_LONGEST = 5_000  # characters; no channel shows as many
_TRIES = 4  # until a choice of phrases gives something new
Answer = tuple[Reply, Talk]


class Conversation:
    """Answers one message after the other; `today` decides which offers still run.

    With a `tenant` it speaks for that tenant's shop alone; without one, for whoever runs the bot.
    """

    def __init__(self, brain: Brain, *, today: date, tenant: Tenant | None = None) -> None:
        is_stranger = tenant is not None and tenant.merchant is None
        self._brain = brain.stranger() if is_stranger else brain
        self._today, self._tenant = today, tenant
        self._listener = Listener(brain.engine, today)
        self._past = Past(brain.database, is_stranger=is_stranger)

    async def answer(self, text: str, talk: Talk) -> Answer:
        """What to say to `text` after `talk`, and where that leaves the conversation.

        Whatever the text is, there is a reply: an empty one gets the help.
        """
        talk = own_talk(talk, self._tenant) if self._tenant else talk
        if not text.strip():
            return Reply(kind="help"), talk
        if len(text) > _LONGEST:
            return too_long(len(text), _LONGEST), talk
        try:
            return await self._answer(text, talk)
        except RequestError as problem:
            return Reply(kind="note", text=problem.sentence if self._tenant else str(problem)), talk

    async def take(self, draft: Draft, talk: Talk) -> Answer:
        """The answer to a draft that comes ready made, from a form for instance, and the talk then.

        It is written for the tenant's shop, whatever the draft says, and as `talk` wishes.
        """
        if self._tenant:
            talk = own_talk(talk, self._tenant)
            draft = draft.model_copy(update={"merchant": talk.merchant})
        return await self._improved(draft, talk.model_copy(update={"merchant": draft.merchant}), seed=0)

    async def _answer(self, text: str, talk: Talk) -> Answer:
        move, mention = read_move(text), read_mention(text)
        found = _voted(text, talk) or (await self._moved(move, talk) if move else None)
        if found is None and mention:
            found = await self._mentioned(mention, talk)
        return found or await self._told(text, talk)

    # ── a draft, or something about one ──────────────────────────────────────
    async def _told(self, text: str, talk: Talk) -> Answer:
        found = await self._listener.listen(text, talk)
        if found is None:
            return small_talk("aside", talk), talk
        said, note = found.draft, ""
        if self._tenant:
            note = other_shop_note(said.merchant, self._tenant)
            said = said.model_copy(update={"merchant": talk.merchant})
        elif said.merchant:
            talk = talk.model_copy(update={"merchant": await self._past.shop(said.merchant)})
        draft, is_new = _joined(said, talk)
        if found.unclear:
            sentences = " ".join(filter(None, (note, *found.unclear)))
            return Reply(kind="note", text=sentences), talk.model_copy(update={"draft": draft})
        if not draft.body.strip():
            return waiting(draft, talk, note)
        if is_new:
            return await self._improved(draft, talk, note=note, seed=0, wishes=())
        note = " ".join(filter(None, (note, self._listener.offer_told(draft, talk))))
        return await self._improved(draft, talk, note=note, seed=0)

    async def _improved(
        self,
        draft: Draft,
        talk: Talk,
        *,
        note: str = "",
        **now: Any,  # noqa: ANN401 - fields of a turn
    ) -> Answer:
        """The answer to a draft; what is no message for customers leaves the one under discussion alone."""
        turned = talk.turned(draft=draft, **now)
        suggestion = await self._brain.improve(
            draft,
            today=self._today,
            seed=turned.seed,
            wishes=turned.wishes,
            usual=self._tenant.usual if self._tenant else Usual(),
        )
        reply = Reply(kind="suggestion", text=note, draft=draft, suggestion=suggestion)
        if suggestion.outcome == "refused" and talk.is_about_a_draft:
            return reply, talk
        return reply, turned.model_copy(update={"suggestion": suggestion})

    # ── short commands ───────────────────────────────────────────────────────
    async def _moved(self, move: Move, talk: Talk) -> Answer | None:
        """The answer to a command; None when it turns out to be none."""
        if move.kind == "help":
            return Reply(kind="help"), talk
        if move.kind == "quit":
            return Reply(kind="farewell", text="See you."), talk
        if move.kind == "reset":
            return waiting(Draft(body=""), Talk(merchant=talk.merchant))
        if move.kind == "weak":
            return await self._past.weak(talk.merchant), talk
        if move.kind == "campaign":
            return await self._campaign(move.campaign_id, talk)
        return await self._about_answer(move, talk)

    async def _about_answer(self, move: Move, talk: Talk) -> Answer | None:
        """Commands that speak of the answer just given, and small talk after it."""
        if move.kind in {"greeting", "thanks", "nod"}:
            return small_talk(move.kind, talk), talk
        draft = talk.draft
        if draft is None or not talk.is_about_a_draft:
            return None if move.rest else (small_talk("nothing", talk), talk)
        if move.kind == "use":
            return taken(talk, move.number), talk
        if move.kind == "why":
            return Reply(kind="details", draft=draft, suggestion=talk.suggestion), talk
        if move.kind == "undo":
            return _undone(talk)
        return await self._again(move, talk, draft)

    async def _again(self, move: Move, talk: Talk, draft: Draft) -> Answer | None:
        """The draft under discussion answered once more, in another way."""
        if move.kind == "test":
            return Reply(kind="note", text=await self._past.test_of(talk, now=self._brain.clock())), talk
        if move.kind == "more":
            return await self._more(talk, draft)
        if move.kind == "longer":
            return await self._longer(talk, draft)
        if move.kind == "wish":
            return await self._wished(move, talk, draft)
        without = draft.model_copy(update={move.kind.removeprefix("no_"): None})
        return await self._improved(without, talk)

    async def _wished(self, move: Move, talk: Talk, draft: Draft) -> Answer | None:
        """The same draft told as wished; None when the rest of the message can't be made out."""
        changed = self._listener.changed(move.rest, draft)
        if changed is None:
            return None
        note = self._listener.offer_told(changed, talk)
        wishes = add_wishes(talk.wishes, move.wishes)
        reply, now = await self._improved(changed, talk, wishes=wishes, note=note)
        return with_wishes_told(move.wishes, reply, was=talk, now=now)

    async def _more(self, talk: Talk, draft: Draft) -> Answer:
        for seed in range(talk.seed + 1, talk.seed + 1 + _TRIES):
            reply, now = await self._improved(draft, talk, seed=seed)
            if set(now.versions) - set(talk.versions):
                return reply, now
        return Reply(kind="note", text="These are all the versions I have. Tell me what to change."), talk

    async def _longer(self, talk: Talk, draft: Draft) -> Answer:
        wishes = tuple(wish for wish in talk.wishes if wish != "shorter")
        if wishes == talk.wishes:
            return small_talk("longer", talk), talk
        return await self._improved(draft, talk, wishes=wishes, note="At its full length again.")

    # ── the past ─────────────────────────────────────────────────────────────
    async def _mentioned(self, mention: Mention, talk: Talk) -> Answer | None:
        """The campaign that a message is about; None when it is about something else."""
        asked = await self._listener.asked_of(mention)
        sure = mention.sure and not self._listener.is_amount(mention.ids[0], talk)
        if asked is None or not (sure or self._past.is_open):
            return None
        found = await self._past.known(mention.ids, talk.merchant)
        if found is None and not sure:
            return None
        return await self._campaign(found or mention.ids[0], talk, *asked)

    async def _campaign(
        self, campaign_id: str, talk: Talk, said: Understanding | None = None, wishes: tuple[Wish, ...] = ()
    ) -> Answer:
        draft, figures = await self._past.campaign(campaign_id, talk.merchant)
        if said:
            draft = draft.model_copy(
                update=said.draft.model_dump(include={"audience", "channel"}, exclude_none=True)
            )
        reply, now = await self._improved(draft, talk, seed=0, wishes=add_wishes((), wishes))
        return reply.model_copy(update={"figures": figures}), now


def _joined(said: Draft, talk: Talk) -> tuple[Draft, bool]:
    """What was said now with what was said before, and whether it is new: a new text starts over."""
    before = talk.draft
    is_new = before is None or bool(said.body and before.body)
    base = Draft(body="") if before is None or is_new else before
    told = {name: value for name in Draft.model_fields if (value := getattr(said, name))}
    return base.model_copy(update=told | {"merchant": talk.merchant or base.merchant}), is_new


def _voted(text: str, talk: Talk) -> Answer | None:
    """The answer to a thumb on what is under discussion."""
    thumb = thumb_of(text)
    if thumb is None or talk.suggestion is None or not talk.is_about_a_draft:
        return None
    return thumbed(thumb, small_talk("nod", talk), talk.suggestion), talk


def _undone(talk: Talk) -> Answer:
    before = talk.back()
    if before is None:
        return Reply(kind="note", text="There is nothing to go back to."), talk
    text = "Back to the one before."
    return Reply(kind="suggestion", text=text, draft=before.draft, suggestion=before.suggestion), before
